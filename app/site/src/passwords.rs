//! Hashing passwords off the asynchronous workers, with a clear answer when too many wait.

use std::sync::LazyLock;

use onedoor_base::Secret;
use onedoor_password::{Kind, PasswordFilter, SALT_BYTES, Verdict, hash, verify_among};
use onedoor_ui::ErrorKind;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Site;
use crate::refused::Refused;

/// What people put after a word so that it is let in: a year, a day, signs.
const LONGEST_ENDING: usize = 8;

static COMMON: LazyLock<PasswordFilter> = LazyLock::new(PasswordFilter::common);

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

/// Whether a password that is being chosen is one that people choose: it is in the list that comes along or in
/// the operator's own, as it stands or without what people put after it, between its words and on its letters.
///
/// One in some two thousand others is taken for one of them.
pub fn is_known(site: &Site, password: &Secret) -> bool {
    let lists = || site.known_passwords.iter().map(|list| &**list).chain([&*COMMON]);
    forms_of(password.reveal()).iter().any(|form| lists().any(|list| list.holds(form)))
}

/// The form in which a list has a password: composed, in small letters.
pub fn listed_form(password: &str) -> String {
    prepared(&Secret::new(password)).reveal().to_lowercase()
}

/// The ways in which a password may stand in a list; at most four.
fn forms_of(password: &str) -> Vec<String> {
    let whole = listed_form(password);
    let core = whole.trim_end_matches(|c: char| !c.is_alphabetic());
    let dropped = whole.chars().count() - core.chars().count();
    let mut forms = vec![whole.clone()];
    // A long number at the end is more than an ending, and a few letters are no word.
    if dropped <= LONGEST_ENDING && core.chars().count() >= 4 {
        let joined: String = core.chars().filter(|c| !matches!(c, ' ' | '.' | '_' | '-')).collect();
        let bare: String = joined.nfd().filter(|c| !is_combining_mark(*c)).collect();
        forms.extend([core.to_owned(), joined, bare.replace('đ', "d")]);
    }
    forms.dedup();
    forms
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

#[cfg(test)]
mod tests;
