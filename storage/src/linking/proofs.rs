//! What an identity knows of the proofs that links are made with: what it granted to a portal, and what it asked
//! a portal with.

use onedoor_base::{GrantId, LinkProofId, Timestamp};
use onedoor_linking::LinkProof;

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "linking.proof.insert",
    "INSERT INTO link_proofs (id, person_id, client, subject, acr, amr, authenticated_at, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
);

const GET: Statement = Statement::new(
    "linking.proof.get",
    "SELECT person_id, client, subject, acr, amr, authenticated_at, created_at FROM link_proofs WHERE id = $1",
);

// A grant proves something once its code was exchanged, whether or not its session has ended since; not if
// somebody else turned out to have had the code.
const OF_GRANT: Statement = Statement::new(
    "linking.proof.of_grant",
    "SELECT account_id AS person_id, client_id AS client, subject, acr, amr, authenticated_at, created_at \
     FROM grants WHERE id = $1 AND code_used_at IS NOT NULL \
     AND (end_reason IS NULL OR end_reason <> 'code_used_twice')",
);

const SWEEP: Statement =
    Statement::new("linking.proof.sweep", "DELETE FROM link_proofs WHERE created_at < $1");

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &GET, &OF_GRANT, &SWEEP];

/// Records what a portal is about to be asked with; false if the id is taken.
pub async fn insert(tx: &mut Tx<'_>, id: LinkProofId, proof: &LinkProof) -> Result<bool, StorageError> {
    let LinkProof { person, client, subject, acr, amr, authenticated_at, created_at } = proof;
    let values = params![id, *person, client, subject, acr, amr, *authenticated_at, *created_at];
    Ok(tx.execute(&INSERT, values).await? == 1)
}

/// The proof of this name, of either kind.
pub async fn find(tx: &mut Tx<'_>, name: &str) -> Result<Option<LinkProof>, StorageError> {
    let row = if let Ok(grant) = name.parse::<GrantId>() {
        tx.row(&OF_GRANT, params![grant]).await?
    } else if let Ok(asked) = name.parse::<LinkProofId>() {
        tx.row(&GET, params![asked]).await?
    } else {
        None
    };
    row.as_ref().map(read).transpose()
}

/// Forgets requests from before `then`.
pub async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}

fn read(row: &Row) -> Result<LinkProof, StorageError> {
    Ok(LinkProof {
        person: row.id("person_id")?,
        client: row.text("client")?,
        subject: row.text("subject")?,
        acr: row.text("acr")?,
        amr: row.text("amr")?,
        authenticated_at: row.time("authenticated_at")?,
        created_at: row.time("created_at")?,
    })
}
