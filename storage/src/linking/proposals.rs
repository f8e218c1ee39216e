//! Proven national sides that wait for the local side.

use onedoor_base::{Assurance, AuthenticationLevel, Digest, IdentityLevel, LinkId, ProposalId, Timestamp};
use onedoor_linking::{NationalSubject, NumberStanding, Proposal, ProposalEnd, ProposalState, Purpose};

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "linking.proposal.insert",
    "INSERT INTO proposals (id, browser, purpose, provider, issuer, subject, identity_level, \
     authentication_level, authenticated_at, number_fingerprint, number_standing, sealed, state, created_at, \
     local_account_id) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting', $13, $14)",
);

const GET: Statement = Statement::new(
    "linking.proposal.get",
    "SELECT id, browser, purpose, provider, issuer, subject, identity_level, authentication_level, \
     authenticated_at, number_fingerprint, number_standing, sealed, state, link_id, created_at, ended_at, \
     local_account_id FROM proposals WHERE id = $1",
);

const END: Statement = Statement::new(
    "linking.proposal.end",
    "UPDATE proposals SET state = $2, link_id = $3, ended_at = $4 WHERE id = $1 AND state = 'waiting'",
);

const END_OF_BROWSER: Statement = Statement::new(
    "linking.proposal.end_of_browser",
    "DELETE FROM proposals WHERE browser = $1 AND state = 'waiting'",
);

const END_OF_SUBJECT: Statement = Statement::new(
    "linking.proposal.end_of_subject",
    "DELETE FROM proposals WHERE issuer = $1 AND subject = $2 AND state = 'waiting'",
);

const SWEEP: Statement =
    Statement::new("linking.proposal.sweep", "DELETE FROM proposals WHERE created_at < $1");

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &GET, &END, &END_OF_BROWSER, &END_OF_SUBJECT, &SWEEP];

/// Records a proposal.
pub async fn insert(tx: &mut Tx<'_>, proposal: &Proposal) -> Result<(), StorageError> {
    tx.execute_one(
        &INSERT,
        params![
            proposal.id,
            proposal.browser,
            proposal.purpose.word(),
            &proposal.provider,
            &proposal.national.issuer,
            &proposal.national.subject,
            proposal.assurance.identity.rank(),
            proposal.assurance.authentication.rank(),
            proposal.authenticated_at,
            proposal.number,
            proposal.number_standing.word(),
            proposal.sealed.as_slice(),
            proposal.created_at,
            proposal.account
        ],
    )
    .await
}

/// The proposal with this id, in whatever state.
pub async fn get(tx: &mut Tx<'_>, id: ProposalId) -> Result<Option<Proposal>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// Ends a proposal; false if it had ended before.
pub async fn end(
    tx: &mut Tx<'_>,
    id: ProposalId,
    why: ProposalEnd,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let (state, link) = match why {
        ProposalEnd::Used(link) => ("used", link),
        ProposalEnd::Cancelled => ("cancelled", None),
    };
    Ok(tx.execute(&END, params![id, state, link, now]).await? == 1)
}

/// Forgets whatever waits in a browser, with the person's data in it: whoever uses the browser next must not
/// find it. Returns how many there were.
pub async fn end_of_browser(tx: &mut Tx<'_>, browser: Digest) -> Result<u64, StorageError> {
    tx.execute(&END_OF_BROWSER, params![browser]).await
}

/// Forgets what waits for this person, in whatever browser: proofs from before the end of a link must not make
/// one again. Returns how many there were.
pub async fn end_of_subject(tx: &mut Tx<'_>, who: &NationalSubject) -> Result<u64, StorageError> {
    tx.execute(&END_OF_SUBJECT, params![&who.issuer, &who.subject]).await
}

/// Forgets proposals from before `then`.
pub async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}

fn read(row: &Row) -> Result<Proposal, StorageError> {
    Ok(Proposal {
        id: row.id("id")?,
        browser: row.digest("browser")?,
        purpose: Purpose::from_word(row.str("purpose")?).ok_or_else(|| row.bad("purpose", "no purpose"))?,
        provider: row.text("provider")?,
        national: NationalSubject { issuer: row.text("issuer")?, subject: row.text("subject")? },
        assurance: Assurance {
            identity: IdentityLevel::from_rank(row.int("identity_level")?)
                .ok_or_else(|| row.bad("identity_level", "no level"))?,
            authentication: AuthenticationLevel::from_rank(row.int("authentication_level")?)
                .ok_or_else(|| row.bad("authentication_level", "no level"))?,
        },
        authenticated_at: row.time("authenticated_at")?,
        number: row.opt_digest("number_fingerprint")?,
        number_standing: NumberStanding::from_word(row.str("number_standing")?)
            .ok_or_else(|| row.bad("number_standing", "no standing"))?,
        sealed: row.bytes("sealed")?,
        state: state(row)?,
        account: row.opt_id("local_account_id")?,
        created_at: row.time("created_at")?,
    })
}

fn state(row: &Row) -> Result<ProposalState, StorageError> {
    let why = match row.str("state")? {
        "waiting" => return Ok(ProposalState::Waiting),
        "used" => ProposalEnd::Used(row.opt_id::<LinkId>("link_id")?),
        "cancelled" => ProposalEnd::Cancelled,
        _ => return Err(row.bad("state", "no state")),
    };
    Ok(ProposalState::Ended { at: row.time("ended_at")?, why })
}
