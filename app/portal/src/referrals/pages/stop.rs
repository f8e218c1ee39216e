use axum::http::StatusCode;
use onedoor_services::referrals::Referral;
use onedoor_ui::components::{Button, Form, button_link, button_row, heading, hidden, lede};
use onedoor_ui::{Localizer, Look, Markup, Page, Role, Sampled, SiteLook, View, html};

use crate::Portal;
use crate::referrals::settings::Referrer;

/// Why a referral does not lead on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::referrals) enum Stop {
    /// No portal has given out what the address says.
    Unknown,
    /// It is another person's.
    AnotherAccount,
    /// The person went on with it in another browser.
    Used,
    /// More than an hour has gone by.
    Expired,
    /// The province's portal does not answer.
    ProvinceDown,
    /// The national portal does not answer.
    NationalDown,
    /// No portal that the configuration names sent the person.
    Stranger,
    /// The portal does not take this procedure, or none for this place.
    NotServed,
    /// It began in another browser, or never.
    OtherBrowser,
    /// Another account of this portal went on with it.
    OtherAccount,
}

impl Stop {
    /// The status of the answer.
    pub(in crate::referrals) const fn status(self) -> StatusCode {
        match self {
            Self::Unknown | Self::OtherBrowser | Self::NotServed => StatusCode::NOT_FOUND,
            Self::AnotherAccount | Self::Stranger => StatusCode::FORBIDDEN,
            Self::Used | Self::OtherAccount => StatusCode::CONFLICT,
            Self::Expired => StatusCode::GONE,
            Self::ProvinceDown | Self::NationalDown => StatusCode::BAD_GATEWAY,
        }
    }

    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Unknown => ("referral-unknown-title", "referral-unknown"),
            Self::AnotherAccount => ("referral-another-title", "referral-another"),
            Self::Used => ("referral-used-title", "referral-used"),
            Self::Expired => ("referral-expired-title", "referral-expired"),
            Self::ProvinceDown => ("referral-province-down-title", "referral-province-down"),
            Self::NationalDown => ("referral-national-down-title", "referral-national-down"),
            Self::Stranger => ("referral-stranger-title", "referral-stranger"),
            Self::NotServed => ("referral-not-served-title", "referral-not-served"),
            Self::OtherBrowser => ("referral-browser-title", "referral-browser"),
            Self::OtherAccount => ("referral-account-title", "referral-account"),
        }
    }
}

/// A way on.
enum Way {
    /// A link: the key of its words and where it leads.
    To(&'static str, String),
    /// To the other portal itself.
    Back(String),
    /// The form that sends the person on, once more: procedure and place.
    Retry(String, String),
}

/// A referral that does not lead on.
pub(in crate::referrals) struct StopPage {
    stop: Stop,
    /// The other portal, where it is known.
    other: Option<SiteLook>,
    ways: Vec<Way>,
}

impl StopPage {
    /// At the portal itself, where one searches the procedure anew.
    pub(in crate::referrals) fn begin_again(portal: &Portal, stop: Stop) -> Self {
        let other = Some(portal.site.look.as_ref().clone());
        Self { stop, other, ways: vec![Way::To("referral-way-procedures", "/procedures".to_owned())] }
    }

    /// At the national portal, for the referral's owner: the procedure with the place they had chosen.
    pub(in crate::referrals) fn of_procedure(portal: &Portal, stop: Stop, referral: &Referral) -> Self {
        let Referral { procedure, place, .. } = referral;
        let province = portal.profile.referrals.provincial(&referral.portal).map(|one| one.look.clone());
        let again = format!("/procedures/{procedure}?place={}", place.code);
        Self { stop, other: province, ways: vec![Way::To("referral-way-again", again)] }
    }

    /// At the national portal, when the province does not answer.
    pub(in crate::referrals) fn retry(province: SiteLook, procedure: String, place: String) -> Self {
        let back = format!("/procedures/{procedure}?place={place}");
        let ways = vec![Way::Retry(procedure, place), Way::To("referral-way-later", back)];
        Self { stop: Stop::ProvinceDown, other: Some(province), ways }
    }

    /// At the province's portal, where one can apply without the referral.
    pub(in crate::referrals) fn here(stop: Stop, from: Option<&Referrer>, submission: String) -> Self {
        let mut ways = vec![Way::To("referral-way-here", submission)];
        ways.extend(from.map(|from| Way::Back(from.origin.clone())));
        Self { stop, other: from.map(|from| from.look.clone()), ways }
    }

    /// At the province's portal, with the way back to where the person came from.
    pub(in crate::referrals) fn there(stop: Stop, from: &Referrer) -> Self {
        let back = format!("{}/procedures", from.origin);
        Self { stop, other: Some(from.look.clone()), ways: vec![Way::Back(back)] }
    }

    /// At the province's portal, when the national portal does not answer.
    pub(in crate::referrals) fn national_down(from: &Referrer, handle: &str, submission: String) -> Self {
        let again = format!("/arrivals/{handle}");
        let ways = vec![Way::To("referral-way-retry", again), Way::To("referral-way-here", submission)];
        Self { stop: Stop::NationalDown, other: Some(from.look.clone()), ways }
    }

    fn named(&self, t: &Localizer, key: &str) -> String {
        match &self.other {
            Some(look) => t.with(key, &[("portal", look.name(t).into())]),
            None => t.get(key),
        }
    }

    fn way(&self, view: &View, place: usize, way: &Way) -> Markup {
        let t = &view.t;
        match way {
            Way::To(key, href) => button_link(t.get(key), href, place == 0),
            Way::Back(href) => button_link(self.named(t, "referral-way-back"), href, place == 0),
            Way::Retry(procedure, code) => {
                Form::post(view, format!("/procedures/{procedure}/refer")).around(&html! {
                    (hidden("place", code))
                    (Button::primary(t.get("referral-way-retry")))
                })
            }
        }
    }
}

impl Page for StopPage {
    fn title(&self, t: &Localizer) -> String {
        self.named(t, self.stop.keys().0)
    }

    fn body(&self, view: &View) -> Markup {
        let retry = |way: &&Way| matches!(way, Way::Retry(..));
        let links = html! {
            @for (place, way) in self.ways.iter().enumerate().filter(|(_, way)| !retry(way)) {
                (self.way(view, place, way))
            }
        };
        html! {
            (heading(self.title(&view.t)))
            (lede(self.named(&view.t, self.stop.keys().1)))
            @for way in self.ways.iter().filter(retry) { (self.way(view, 0, way)) }
            (button_row(&links))
        }
    }
}

impl Sampled for StopPage {
    fn samples() -> Vec<Self> {
        let province = || SiteLook::new(Look::Haiduong, Role::Portal);
        let national = || Referrer {
            origin: "https://dvcqg.example".to_owned(),
            look: dvcqg(),
            upstream: "dvcqg".to_owned(),
        };
        let here = || "/submit/1.001193?place=10525".to_owned();
        let (code, place) = ("1.001193".to_owned(), "10525".to_owned());
        let at_home = |stop, look| Self {
            stop,
            other: Some(look),
            ways: vec![Way::To("referral-way-again", "/procedures/1.001193?place=10525".to_owned())],
        };
        let anew = |stop| Self {
            ways: vec![Way::To("referral-way-procedures", "/procedures".to_owned())],
            ..at_home(stop, dvcqg())
        };
        vec![
            anew(Stop::Unknown),
            anew(Stop::AnotherAccount),
            anew(Stop::OtherBrowser),
            at_home(Stop::Used, province()),
            at_home(Stop::Expired, province()),
            Self::retry(province(), code, place),
            Self::here(Stop::Stranger, None, here()),
            Self::here(Stop::Unknown, Some(&national()), here()),
            Self::there(Stop::NotServed, &national()),
            Self::there(Stop::OtherAccount, &national()),
            Self::national_down(&national(), "h", here()),
        ]
    }
}

fn dvcqg() -> SiteLook {
    SiteLook::new(Look::Dvcqg, Role::Portal)
}
