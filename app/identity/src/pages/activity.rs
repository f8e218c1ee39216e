use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_ui::components::{Table, button_link, button_row, empty_state, heading, lede};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View, Width, device};

/// What happened in the account lately.
pub(crate) struct ActivityPage {
    /// The latest first.
    pub(crate) happenings: Vec<Happening>,
    /// The page with what happened before that.
    pub(crate) earlier: Option<String>,
}

/// Something that happened.
pub(crate) struct Happening {
    /// When.
    pub(crate) at: Timestamp,
    /// What, as the audit record names it.
    pub(crate) action: String,
    /// Where from, as far as the record says.
    pub(crate) origin: Option<Origin>,
}

/// Where something came from.
pub(crate) enum Origin {
    /// A browser, as it calls itself, and its network address.
    Browser {
        /// What it calls itself.
        user_agent: String,
        /// The network address.
        network: String,
    },
    /// A portal, by its name.
    Portal(String),
}

impl Happening {
    /// In plain words; what the catalogues have no words for is still listed, as something else.
    fn words(&self, t: &Localizer) -> String {
        let key = key(&self.action);
        if t.has(&key) { t.get(&key) } else { t.get("activity-other") }
    }

    fn place(&self, t: &Localizer) -> Markup {
        match &self.origin {
            Some(Origin::Browser { user_agent, network }) => {
                html! { (device(t, user_agent)) " · " (network) }
            }
            Some(Origin::Portal(name)) => html! { (name) },
            None => html! { "–" },
        }
    }
}

fn key(action: &str) -> String {
    format!("activity-{}", action.replace(['.', '_'], "-"))
}

impl Page for ActivityPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("activity-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("account-title"), "/account".to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let columns = vec![t.get("activity-what"), t.get("activity-when"), t.get("activity-about")];
        let table = Table::new(t.get("activity-title"), columns).quiet_caption();
        let table = self.happenings.iter().fold(table, |table, happening| {
            table.row(vec![html! { (happening.words(t)) }, view.date_time(happening.at), happening.place(t)])
        });
        html! {
            (heading(t.get("activity-title")))
            (lede(t.get("activity-lede")))
            @if self.happenings.is_empty() {
                (empty_state(Icon::Clock, t.get("activity-empty"), t.get("activity-empty-text"), &html! {}))
            } @else { (table) }
            @if let Some(earlier) = &self.earlier {
                (button_row(&button_link(t.get("activity-earlier"), earlier, false)))
            }
        }
    }
}

impl Sampled for ActivityPage {
    fn samples() -> Vec<Self> {
        let at = Timestamp::from_seconds(1_795_244_709);
        let happening = |action: &&str| Happening { at, action: (*action).to_owned(), origin: None };
        let happenings = ACTIONS.iter().chain(&["another.room.did"]).map(happening).collect();
        let phone = "Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0 Mobile Safari/537.36".to_owned();
        let browser = Origin::Browser { user_agent: phone, network: "192.0.2.17".to_owned() };
        let from = |origin| Happening { origin: Some(origin), ..happening(&"site.session.begun") };
        let origins = vec![from(browser), from(Origin::Portal("Một cửa Hải Dương".to_owned()))];
        vec![
            Self { happenings, earlier: Some("/account/activity?at=1&before=audt_1".to_owned()) },
            Self { happenings: origins, earlier: None },
            Self { happenings: Vec::new(), earlier: None },
        ]
    }
}

/// What the site writes into the record about a person.
const ACTIONS: [&str; 18] = [
    "people.account.registered",
    "people.account.seeded",
    "people.registration.attempted",
    "people.sign_in.refused",
    "people.password.changed",
    "people.password.refused",
    "people.number.shown",
    "people.sessions.ended",
    "site.session.begun",
    "site.session.ended",
    "site.session.signed_out",
    "provider.request.begun",
    "provider.request.refused",
    "provider.grant.made",
    "provider.grant.revoked",
    "provider.token.issued",
    "provider.token.refreshed",
    "provider.token.revoked",
];

#[cfg(test)]
mod tests {
    use onedoor_base::Language;

    use super::*;

    #[test]
    fn all_that_the_pages_record_has_words() {
        for language in Language::ALL {
            let t = Localizer::of(language);
            for action in ACTIONS {
                assert!(t.has(&key(action)), "{} has no words for {action}", language.tag());
            }
        }
    }
}
