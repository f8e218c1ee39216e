//! Who wrote a form, said by the form itself: a session may be over before a long application is sent, and what was written
//! is kept for its writer all the same. The stamp is good for one form, in one browser, for a day, and for a draft only.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_base::{LocalAccountId, Timestamp};
use onedoor_site::Visit;
use serde::{Deserialize, Serialize};

use crate::pages::Typed;

/// For how long after the page was shown.
const LIFE: Duration = Duration::from_hours(24);

#[derive(Serialize, Deserialize)]
struct Stamp {
    writer: LocalAccountId,
    until: Timestamp,
}

/// The stamp of a form that is shown to its writer.
pub(crate) fn stamp(visit: &Visit, writer: LocalAccountId, typed: &Typed) -> String {
    let stamp = Stamp { writer, until: visit.now.after(LIFE) };
    let text = serde_json::to_vec(&stamp).expect("an id and a time serialise");
    URL_SAFE_NO_PAD.encode(visit.site.vault.seal(&context(visit, typed), &text))
}

/// Whose form it is; nobody's if the stamp is another form's or browser's, or too old.
pub(crate) fn writer(visit: &Visit, typed: &Typed) -> Option<LocalAccountId> {
    let sealed = URL_SAFE_NO_PAD.decode(&typed.stamp).ok()?;
    let opened = visit.site.vault.open(&context(visit, typed), &sealed).ok()?;
    let stamp: Stamp = serde_json::from_slice(&opened).ok()?;
    (visit.now < stamp.until).then_some(stamp.writer)
}

fn context(visit: &Visit, typed: &Typed) -> String {
    format!("portal.form/{}/{}/{}", visit.mark("portal.form"), typed.form, typed.draft)
}
