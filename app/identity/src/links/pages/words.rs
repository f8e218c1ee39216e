//! The words for where a link stands and why.

use onedoor_base::IdentityLevel;
use onedoor_linking::{Life, MadeBy, Proof, Reason, Side, Stopped};
use onedoor_ui::Localizer;
use onedoor_ui::components::Tone;

/// Where it stands.
pub(crate) const fn state(life: Life) -> (&'static str, Tone) {
    match life {
        Life::Active => ("links-state-active", Tone::Good),
        Life::Suspended => ("links-state-suspended", Tone::Attention),
        Life::Ended => ("links-state-ended", Tone::Neutral),
        Life::Proposed | Life::ProvenThere => ("links-state-waits", Tone::Active),
        Life::Dormant => ("links-state-dormant", Tone::Neutral),
    }
}

/// Who suspended or ended it, and why; `system` is what the other side is called.
pub(super) fn why(t: &Localizer, stopped: Stopped, system: &str) -> String {
    let key = match (stopped.why, stopped.by) {
        (Reason::ByPerson, Side::Here) => "links-why-person-here",
        (Reason::ByPerson, Side::There) => "links-why-person-there",
        (Reason::ByStaff, Side::Here) => "links-why-staff-here",
        (Reason::ByStaff, Side::There) => "links-why-staff-there",
        (Reason::Suspicion, Side::Here) => "links-why-suspicion-here",
        (Reason::Suspicion, Side::There) => "links-why-suspicion-there",
        (Reason::AccountClosed, _) => "links-why-account-closed",
        (Reason::PersonClosed, _) => "links-why-person-closed",
        (Reason::SystemRetired, _) => "links-why-retired",
        (Reason::Merged, _) => "links-why-merged",
        (Reason::AccountTaken, _) => "links-why-taken",
        (Reason::ProofUnknown | Reason::ProofUsed | Reason::Unconfirmed | Reason::Forgotten, _) => {
            "links-why-unproven"
        }
        (Reason::Unproven, _) => "links-why-other-identity",
        (Reason::Recalled, Side::Here) => "links-why-recalled-here",
        (Reason::Recalled, Side::There) => "links-why-recalled-there",
    };
    t.with(key, &[("system", system.into())])
}

/// How it was proven that the account there is theirs.
pub(super) const fn proof(how: Proof) -> &'static str {
    match how {
        Proof::Password | Proof::IdentityToken => "links-proof-password",
        Proof::Session => "links-proof-session",
        Proof::SameNumber => "links-proof-number",
        Proof::MadeHere => "links-proof-made",
        Proof::OtherIdentity => "links-proof-other-identity",
        Proof::Confirmed => "links-proof-confirmed",
    }
}

/// Who made it.
pub(super) const fn made_by(made_by: MadeBy) -> &'static str {
    match made_by {
        MadeBy::Person => "links-made-by-person",
        MadeBy::Automatic => "links-made-by-portal",
        MadeBy::Bulk => "links-made-by-bulk",
        MadeBy::Officer => "links-made-by-officer",
    }
}

/// How sure it is.
pub(super) const fn assurance(level: IdentityLevel) -> &'static str {
    match level {
        IdentityLevel::Claimed => "link-sure-claimed",
        IdentityLevel::Basic => "link-sure-basic",
        IdentityLevel::Substantial => "link-sure-substantial",
        IdentityLevel::High => "link-sure-high",
    }
}
