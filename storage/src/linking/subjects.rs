//! The names by which an issuer has called people at a portal: systems that are merged, and identities that are
//! joined, give people another one.
//!
//! A link keeps the name that it was proven with, because it is evidence and no proof outlives it. What changes
//! is who is looked for: whoever comes with the name of now is the one of all the former ones. A change may be
//! heard twice, late, before the links that it is about, and in any order.

use onedoor_base::Timestamp;
use onedoor_linking::NationalSubject;

use crate::{Statement, StorageError, Tx, params};

const OTHERS: Statement = Statement::new(
    "linking.subject.others",
    "SELECT subject AS name, 1 AS now FROM subject_names WHERE issuer = $1 AND former = $2 UNION ALL \
     SELECT former AS name, 0 AS now FROM subject_names WHERE issuer = $1 AND subject = $2",
);

const INSERT: Statement = Statement::new(
    "linking.subject.insert",
    "INSERT INTO subject_names (issuer, former, subject, heard_at) VALUES ($1, $2, $3, $4)",
);

const FOLLOW: Statement = Statement::new(
    "linking.subject.follow",
    "UPDATE subject_names SET subject = $3 WHERE issuer = $1 AND subject = $2",
);

const RESTORE: Statement =
    Statement::new("linking.subject.restore", "DELETE FROM subject_names WHERE issuer = $1 AND former = $2");

pub(crate) const STATEMENTS: &[&Statement] = &[&OTHERS, &INSERT, &FOLLOW, &RESTORE];

/// What became of a change of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renamed {
    /// It is known from now on.
    Done,
    /// It was known.
    Known,
    /// It contradicts what was heard before, and was not taken.
    Contradicts,
}

/// What of the name of now, and the other names.
async fn others(
    tx: &mut Tx<'_>,
    issuer: &str,
    subject: &str,
) -> Result<(Option<String>, Vec<String>), StorageError> {
    let (mut now, mut former) = (None, Vec::new());
    for row in tx.rows(&OTHERS, params![issuer, subject]).await? {
        if row.bool("now")? { now = Some(row.text("name")?) } else { former.push(row.text("name")?) }
    }
    Ok((now, former))
}

/// All names of the person, the one that was given among them.
pub async fn names(tx: &mut Tx<'_>, who: &NationalSubject) -> Result<Vec<NationalSubject>, StorageError> {
    let issuer = who.issuer.as_str();
    let (now, former) = others(tx, issuer, &who.subject).await?;
    let all = match now {
        None => std::iter::once(who.subject.clone()).chain(former).collect(),
        Some(now) => {
            let (_, former) = others(tx, issuer, &now).await?;
            std::iter::once(now).chain(former).collect::<Vec<_>>()
        }
    };
    Ok(all.into_iter().map(|subject| NationalSubject { issuer: issuer.to_owned(), subject }).collect())
}

/// The issuer calls the person `subject` from now on, whom it called `former` before.
pub async fn renamed(
    tx: &mut Tx<'_>,
    issuer: &str,
    (former, subject): (&str, &str),
    now: Timestamp,
) -> Result<Renamed, StorageError> {
    if former == subject {
        return Ok(Renamed::Known);
    }
    // The name may have changed once more, and that been heard first.
    let last = others(tx, issuer, subject).await?.0.unwrap_or_else(|| subject.to_owned());
    match others(tx, issuer, former).await?.0 {
        Some(known) if known == last => return Ok(Renamed::Known),
        Some(_) => return Ok(Renamed::Contradicts),
        // Round in a circle.
        None if last == former => return Ok(Renamed::Contradicts),
        None => {}
    }
    tx.execute_one(&INSERT, params![issuer, former, &last, now]).await?;
    tx.execute(&FOLLOW, params![issuer, former, &last]).await?;
    Ok(Renamed::Done)
}

/// The issuer calls somebody `former` again, as before it changed the name; false if no change of it is known.
pub async fn restored(tx: &mut Tx<'_>, issuer: &str, former: &str) -> Result<bool, StorageError> {
    Ok(tx.execute(&RESTORE, params![issuer, former]).await? == 1)
}
