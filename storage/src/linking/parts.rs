//! The columns of a handshake and of its evidence, the same in both tables of links.

use onedoor_base::{Assurance, AuthenticationLevel, IdentityLevel};
use onedoor_linking::{
    Evidence, Handshake, Life, MadeBy, NationalEvidence, Part, Proof, Proven, Reason, Standing,
};

use crate::{Row, StorageError, Value, params};

/// The columns of the parts, in the order of [`values`].
macro_rules! columns {
    () => {
        "state, mine_number, mine_standing, mine_at, mine_why, theirs_number, theirs_standing, theirs_at, \
         theirs_why, told, one_sided"
    };
}

/// The columns of the evidence, in the order of [`evidence_values`].
macro_rules! evidence_columns {
    () => {
        "national_proven_at, national_identity_level, national_authentication_level, local_proof, \
         local_proven_at, identity_level, made_by"
    };
}

/// What changes is told again, whether that was given up or not. Sets the parts of the link `$1` to [`values`] from `$2`, if they still stand as `$13`, `$14` and `$15` say.
macro_rules! keep {
    ($table:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET state = $2, mine_number = $3, mine_standing = $4, mine_at = $5, mine_why = $6, \
             theirs_number = $7, theirs_standing = $8, theirs_at = $9, theirs_why = $10, told = $11, \
             one_sided = $12, untold_at = NULL WHERE id = $1 AND mine_number = $13 AND theirs_number = $14 AND told = $15"
        )
    };
}

pub(super) use {columns, evidence_columns, keep};

/// The parts, with the life that they make.
pub(super) fn values(handshake: &Handshake) -> [Value; 11] {
    let Handshake { mine, theirs, told, one_sided } = *handshake;
    let why = |part: Part| part.standing.why().map(Reason::word);
    [
        handshake.life().word().into(),
        number(mine.number),
        mine.standing.word().into(),
        mine.standing.at().into(),
        why(mine).into(),
        number(theirs.number),
        theirs.standing.word().into(),
        theirs.standing.at().into(),
        why(theirs).into(),
        number(told),
        one_sided.into(),
    ]
}

/// What [`keep`] asks to be still so.
pub(super) fn as_before(handshake: &Handshake) -> [Value; 3] {
    [number(handshake.mine.number), number(handshake.theirs.number), number(handshake.told)]
}

/// Numbers stay far below; see [`Part::MOST`].
fn number(number: u64) -> Value {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

pub(super) fn read(row: &Row) -> Result<Handshake, StorageError> {
    let mine = part(row, ["mine_number", "mine_standing", "mine_at", "mine_why"])?;
    let theirs = part(row, ["theirs_number", "theirs_standing", "theirs_at", "theirs_why"])?;
    let told = unsigned(row, "told")?;
    let handshake = Handshake { mine, theirs, told, one_sided: row.bool("one_sided")? };
    // The index on accounts goes by the word.
    if Life::from_word(row.str("state")?) != Some(handshake.life()) {
        return Err(row.bad("state", "not what the parts make"));
    }
    Ok(handshake)
}

fn part(row: &Row, [number, standing, at, why]: [&'static str; 4]) -> Result<Part, StorageError> {
    let reason = match row.opt_str(why)? {
        None => None,
        Some(word) => Some(Reason::from_word(word).ok_or_else(|| row.bad(why, "no reason"))?),
    };
    let read = Standing::from_words(row.str(standing)?, row.opt_time(at)?, reason);
    let standing = read.ok_or_else(|| row.bad(standing, "no standing"))?;
    Ok(Part { number: unsigned(row, number)?, standing })
}

fn unsigned(row: &Row, column: &'static str) -> Result<u64, StorageError> {
    u64::try_from(row.int(column)?).map_err(|_| row.bad(column, "below nothing"))
}

pub(super) fn evidence_values(evidence: &Evidence) -> [Value; 7] {
    let Evidence { national, local, assurance, made_by } = *evidence;
    [
        national.at.into(),
        national.assurance.identity.rank().into(),
        national.assurance.authentication.rank().into(),
        local.how.word().into(),
        local.at.into(),
        assurance.rank().into(),
        made_by.word().into(),
    ]
}

pub(super) fn read_evidence(row: &Row) -> Result<Evidence, StorageError> {
    let local_proof = Proof::from_word(row.str("local_proof")?);
    Ok(Evidence {
        national: NationalEvidence {
            at: row.time("national_proven_at")?,
            assurance: Assurance {
                identity: level(row, "national_identity_level")?,
                authentication: AuthenticationLevel::from_rank(row.int("national_authentication_level")?)
                    .ok_or_else(|| row.bad("national_authentication_level", "no level"))?,
            },
        },
        local: Proven {
            how: local_proof.ok_or_else(|| row.bad("local_proof", "no proof"))?,
            at: row.time("local_proven_at")?,
        },
        assurance: level(row, "identity_level")?,
        made_by: MadeBy::from_word(row.str("made_by")?).ok_or_else(|| row.bad("made_by", "nobody"))?,
    })
}

fn level(row: &Row, column: &'static str) -> Result<IdentityLevel, StorageError> {
    IdentityLevel::from_rank(row.int(column)?).ok_or_else(|| row.bad(column, "no level"))
}

/// What `parts` are given after.
pub(super) fn with(first: &[Value], then: impl IntoIterator<Item = Value>) -> Vec<Value> {
    first.iter().cloned().chain(then).collect()
}

/// The parameters of [`keep`].
pub(super) fn kept(id: onedoor_base::LinkId, now: &Handshake, before: &Handshake) -> Vec<Value> {
    with(params![id], values(now).into_iter().chain(as_before(before)))
}
