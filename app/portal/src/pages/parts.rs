//! What several pages of the services say in the same words.

use maud::{Markup, html};
use onedoor_base::{IdentityLevel, Timestamp};
use onedoor_services::Tier;
use onedoor_services::dossiers::{Dossier, DossierState};
use onedoor_services::procedures::{Channel, Fee, Procedure};
use onedoor_ui::components::{SummaryList, Tone, status};
use onedoor_ui::{Localizer, View, grouped_phone};

/// Where a dossier stands, in words.
pub(crate) fn state_name(t: &Localizer, state: DossierState) -> String {
    use DossierState as S;
    t.get(match state {
        S::Draft => "services-state-draft",
        S::Submitted => "services-state-submitted",
        S::Accepted => "services-state-accepted",
        S::NotAccepted => "services-state-not-accepted",
        S::InProgress => "services-state-in-progress",
        S::PapersWanted => "services-state-papers-wanted",
        S::PaymentWanted => "services-state-payment-wanted",
        S::Withdrawn => "services-state-withdrawn",
        S::Stopped => "services-state-stopped",
        S::Finished => "services-state-finished",
        S::Returned => "services-state-returned",
    })
}

/// The same as a coloured word.
pub(super) fn state(t: &Localizer, state: DossierState) -> Markup {
    use DossierState as S;
    let tone = match state {
        S::Draft | S::Withdrawn => Tone::Neutral,
        S::Submitted | S::Accepted | S::InProgress => Tone::Active,
        S::PapersWanted | S::PaymentWanted => Tone::Attention,
        S::NotAccepted | S::Stopped => Tone::Bad,
        S::Finished | S::Returned => Tone::Good,
    };
    status(state_name(t, state), tone)
}

/// What it costs.
pub(super) fn fee(view: &View, fee: &Fee) -> String {
    match fee {
        Fee::Free => view.t.get("services-fee-free"),
        Fee::ByCase => view.t.get("services-fee-case"),
        Fee::Amount { units, currency } => {
            let sign = match currency.as_str() {
                "VND" => "₫",
                "RUB" => "₽",
                other => other,
            };
            format!("{}\u{a0}{sign}", view.number(i64::from(*units)))
        }
    }
}

/// How long it takes.
pub(super) fn time(t: &Localizer, procedure: &Procedure) -> String {
    match procedure.working_days {
        Some(days) => t.with("services-time-days", &[("days", i64::from(days).into())]),
        None => t.get("services-time-once"),
    }
}

/// How much of it can be done online.
pub(super) fn channel(t: &Localizer, channel: Channel) -> String {
    match channel {
        Channel::FullyOnline => t.get("services-how-fully"),
        Channel::PartlyOnline => t.get("services-how-partly"),
    }
}

/// Who decides; nobody in particular where the portal knows no tiers.
pub(super) fn authority(t: &Localizer, level: Option<Tier>) -> String {
    match level {
        None => t.get("services-where-school"),
        Some(Tier::Province) => t.get("services-where-province"),
        Some(Tier::District) => t.get("services-where-district"),
        Some(Tier::Ward) => t.get("services-where-ward"),
    }
}

/// How well the applicant must be known.
pub(super) fn level(t: &Localizer, level: IdentityLevel) -> String {
    match level {
        IdentityLevel::Claimed => t.get("services-level-none"),
        IdentityLevel::Basic => t.get("link-level-basic"),
        IdentityLevel::Substantial => t.get("link-level-substantial"),
        IdentityLevel::High => t.get("link-level-high"),
    }
}

/// What the applicant wrote, for reading.
pub(super) fn content(t: &Localizer, dossier: &Dossier) -> SummaryList {
    let content = &dossier.content;
    let mut list = SummaryList::new();
    if let Some(place) = &content.place {
        list = list.row(t.get("services-place"), crate::place::name(&place.code, place.valid_at));
    }
    if let Some(place) = &content.former_place {
        list = list.row(t.get("services-former-place"), crate::place::name(&place.code, place.valid_at));
    }
    list = list.row(t.get("services-applicant"), &content.applicant);
    if let Some(phone) = &content.phone {
        list = list.row(t.get("services-phone"), grouped_phone(phone.as_str()));
    }
    if let Some(email) = &content.email {
        list = list.row(t.get("services-email"), email.as_str());
    }
    list.rich(t.get("services-request"), lines(&content.request))
}

/// A text with its line breaks.
fn lines(text: &str) -> Markup {
    html! {
        @for (place, line) in text.lines().enumerate() {
            @if place > 0 { br; }
            (line)
        }
    }
}

/// Saturday noon in Hà Nội, for samples.
pub(super) const SAMPLE_NOON: Timestamp = Timestamp::from_seconds(1_795_237_200);
