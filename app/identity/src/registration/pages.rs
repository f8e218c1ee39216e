use maud::{Markup, html};
use onedoor_base::{Country, Timestamp};
use onedoor_ui::components::{
    Button, Form, Notice, SummaryList, Tone, button_row, details, heading, lede, section, status,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, Samples, View, samples};

use super::claim::{ClaimTyped, country_name, says};

/// The pages, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![NumberPage]
}

/// The national number of an account.
pub(super) struct NumberPage {
    pub(super) notice: Option<NumberNotice>,
    /// The proven number, masked.
    pub(super) proven: Option<String>,
    /// The one that its owner says is theirs.
    pub(super) claimed: Option<Claimed>,
    /// What was typed.
    pub(super) typed: ClaimTyped,
    pub(super) problems: Problems,
}

/// A claimed number.
pub(super) struct Claimed {
    pub(super) masked: String,
    pub(super) country: Country,
    pub(super) since: Timestamp,
    /// Whether it begins with a place that nobody here knows.
    pub(super) doubtful: bool,
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberNotice {
    Claimed,
    Removed,
}

impl NumberPage {
    fn known(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if let Some(masked) = &self.proven {
                (SummaryList::new().row(t.get("claim-number"), masked)
                    .rich(t.get("claim-state"), html! { (status(t.get("claim-state-proven"), Tone::Good)) }))
                p { (t.get("claim-proven-means")) }
            } @else if let Some(claimed) = &self.claimed {
                (SummaryList::new().row(t.get("claim-number"), &claimed.masked)
                    .row(t.get("claim-country"), t.get(country_name(claimed.country)))
                    .rich(t.get("claim-state"), html! { (status(t.get("claim-state-claimed"), Tone::Neutral)) })
                    .rich(t.get("claim-since"), view.date(claimed.since)))
                @if claimed.doubtful { (Notice::warning(t.get("claim-doubt"))) }
                p { (t.get("claim-means")) }
                (Form::post(view, "/account/number/claim/remove").around(&html! {
                    (Button::quiet(t.get("claim-remove")))
                }))
            }
        }
    }
}

impl Page for NumberPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("claim-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("account-title"), "/account".to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let form = || {
            Form::post(view, "/account/number/claim").around(&html! {
                (self.typed.fields(t, &self.problems))
                (button_row(&html! { (Button::primary(t.get("claim-save"))) }))
            })
        };
        html! {
            @match self.notice {
                Some(NumberNotice::Claimed) => (Notice::success(t.get("claim-saved"))),
                Some(NumberNotice::Removed) => (Notice::success(t.get("claim-removed"))),
                None => {}
            }
            (heading(t.get("claim-title")))
            @if self.proven.is_none() && self.claimed.is_none() { (lede(t.get("claim-lede"))) }
            (self.known(view))
            @if self.proven.is_none() {
                @if self.claimed.is_some() { (section(t.get("claim-another"), &form())) } @else { (form()) }
                (details(t.get("claim-says"), &html! {
                    @for country in [Country::Vietnam, Country::China, Country::Russia] { p { (t.get(says(country))) } }
                }))
                // Said to everybody: whether another account has it is nobody's to learn here.
                p { (t.get("merge-lead")) " " a href=(crate::merging::PATH) { (t.get("merge-title")) } }
            }
        }
    }
}

impl Sampled for NumberPage {
    fn samples() -> Vec<Self> {
        let page = |country| Self {
            notice: None,
            proven: None,
            claimed: None,
            typed: ClaimTyped::nothing(country),
            problems: Problems::new(),
        };
        let claimed = |doubtful| {
            let since = Timestamp::from_seconds(1_795_244_709);
            let masked = "110••• •••••••• 1233".to_owned();
            Some(Claimed { masked, country: Country::China, since, doubtful })
        };
        let wrong = |country: Country, number: &str, problem| Self {
            typed: ClaimTyped::of(number, country.code(), "7.3.1990", country),
            problems: Problems::one(problem),
            ..page(country)
        };
        let length = Problem::new("number", "claim-length").with("expected", 12).with("found", 11);
        let mut all = vec![
            page(Country::Vietnam),
            Self { notice: Some(NumberNotice::Removed), ..page(Country::Russia) },
            Self { proven: Some("03• ••• ••• •34".to_owned()), ..page(Country::Vietnam) },
            Self { claimed: claimed(false), notice: Some(NumberNotice::Claimed), ..page(Country::China) },
            Self { claimed: claimed(true), ..page(Country::China) },
            wrong(Country::Vietnam, "00109012345", length),
            wrong(Country::China, "1", Problem::new("born", "claim-differs").with("date", "1990年3月7日")),
            wrong(Country::Vietnam, "1", Problem::new("born", "claim-differs-year").with("year", "1990")),
        ];
        for key in [
            "claim-former",
            "claim-no-such-day",
            "claim-check",
            "claim-check-ru",
            "claim-character",
            "claim-character-cn",
            "claim-missing",
        ] {
            all.push(wrong(Country::China, "1", Problem::new("number", key)));
        }
        all.push(wrong(Country::China, "1", Problem::new("born", "claim-born-malformed")));
        all
    }
}
