//! Hashing passwords off the asynchronous workers, with a clear answer when too many wait.

use onedoor_base::Secret;
use onedoor_password::{Kind, SALT_BYTES, Verdict, hash, verify_among};
use onedoor_ui::ErrorKind;
use unicode_normalization::UnicodeNormalization;

use crate::Site;
use crate::refused::Refused;

/// Checks a password against a stored hash; without one it costs the same and is wrong.
pub async fn check(site: &Site, stored: Option<String>, password: Secret) -> Result<Verdict, Refused> {
    check_among(site, stored, Vec::new(), password).await
}

/// The same where accounts have hashes of other kinds, too: whatever is wrong costs one check of each.
pub async fn check_among(
    site: &Site,
    stored: Option<String>,
    others: Vec<Kind>,
    password: Secret,
) -> Result<Verdict, Refused> {
    let ticket = site.hashing.submit(move |workspace| {
        let prepared = prepared(&password);
        let verdict = verify_among(stored.as_deref(), &others, prepared.reveal(), workspace);
        if prepared == password || verdict != Verdict::Wrong {
            return verdict;
        }
        // An older system may have hashed what its keyboards sent. What this costs hangs on what was typed.
        match verify_among(stored.as_deref(), &others, password.reveal(), workspace) {
            Verdict::Right { .. } => Verdict::Right { replace: true },
            verdict => verdict,
        }
    });
    finish(ticket).await
}

/// A password in the one form that all keyboards' ways of writing it share (RFC 8265 section 4.2.2): a
/// letter with its marks is one character, a space is a space. Vietnamese keyboards differ in that.
fn prepared(password: &Secret) -> Secret {
    let spaces = |c: char| if c.is_whitespace() && !c.is_ascii() { ' ' } else { c };
    Secret::new(password.reveal().chars().map(spaces).nfc().collect::<String>())
}

/// A new Argon2id hash.
pub async fn make(site: &Site, password: Secret) -> Result<String, Refused> {
    let mut salt = [0; SALT_BYTES];
    site.random.fill(&mut salt);
    let ticket = site.hashing.submit(move |workspace| hash(prepared(&password).reveal(), salt, workspace));
    finish(ticket).await?.map_err(|error| Refused::kind(ErrorKind::BadRequest).because(error))
}

async fn finish<T>(
    ticket: Result<onedoor_password::Ticket<T>, onedoor_password::Busy>,
) -> Result<T, Refused> {
    let ticket = ticket.map_err(|busy| Refused::kind(ErrorKind::Busy).because(busy))?;
    ticket.await.map_err(|abandoned| Refused::internal(abandoned.to_string()))
}
