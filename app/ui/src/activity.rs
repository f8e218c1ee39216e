//! What happened in an account: the same page at an identity and at a portal.

use maud::{Markup, html};
use onedoor_base::Timestamp;

use crate::components::{
    Button, Form, Select, Table, button_link, button_row, empty_state, heading, lede, section,
};
use crate::{Icon, Localizer, Page, Role, Sampled, View, Width, device};

/// The address of the page.
pub const ACTIVITY_PATH: &str = "/account/activity";

/// What happened in the account lately.
pub struct ActivityPage {
    /// At which kind of site.
    pub role: Role,
    /// Only these, if one kind was chosen.
    pub kind: Option<ActivityKind>,
    /// The latest first.
    pub happenings: Vec<Happening>,
    /// The page with what happened before that.
    pub earlier: Option<String>,
}

/// A kind of happenings, to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivityKind {
    /// Sessions and devices.
    SignIn,
    /// Links between accounts.
    Links,
    /// Who received which data.
    Data,
    /// What was refused.
    Refused,
    /// Changes of the account.
    Account,
    /// Applications.
    Dossiers,
}

impl ActivityKind {
    const ALL: [Self; 6] =
        [Self::SignIn, Self::Links, Self::Data, Self::Refused, Self::Account, Self::Dossiers];

    /// What the address calls it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Links => "links",
            Self::Data => "data",
            Self::Refused => "refused",
            Self::Account => "account",
            Self::Dossiers => "dossiers",
        }
    }

    /// From the word in the address.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The kind of an action of the record.
    pub fn of(action: &str) -> Self {
        let (room, rest) = action.split_once('.').unwrap_or((action, ""));
        match (room, rest) {
            (_, rest) if rest.ends_with(".refused") || rest.ends_with(".attempted") => Self::Refused,
            ("linking" | "links", _) => Self::Links,
            ("provider", _) => Self::Data,
            ("site", _) | ("people", "sessions.ended") => Self::SignIn,
            ("services", rest) if rest.starts_with("dossier.") => Self::Dossiers,
            _ => Self::Account,
        }
    }

    fn name(self, t: &Localizer) -> String {
        t.get(match self {
            Self::SignIn => "activity-kind-sign-in",
            Self::Links => "activity-kind-links",
            Self::Data => "activity-kind-data",
            Self::Refused => "activity-kind-refused",
            Self::Account => "activity-kind-account",
            Self::Dossiers => "activity-kind-dossiers",
        })
    }

    /// Those that happen at such a site.
    fn of_role(role: Role) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |kind| match kind {
            Self::Data => role == Role::Identity,
            Self::Dossiers => role == Role::Portal,
            _ => true,
        })
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub at: Timestamp,
    /// What, as the record names it.
    pub action: String,
    /// Who did it.
    pub by: DoneBy,
    /// The other site in it, by its name.
    pub party: Option<String>,
    /// From which browser, as it calls itself, and from which network address.
    pub browser: Option<(String, String)>,
    /// The claims that were told, by their names in the protocol.
    pub told: Vec<String>,
    /// Why, or how, in the record's word.
    pub why: Option<String>,
    /// Why, in the words of the site's staff, and the case that it belongs to.
    pub reason: Option<(String, String)>,
    /// What somebody showed at the counter, in the words of the site's staff.
    pub seen: Option<String>,
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoneBy {
    /// The owner of the account.
    You,
    /// Somebody who was not signed in.
    Visitor,
    /// Another site.
    Party,
    /// Whoever runs the site.
    Operator,
    /// The site itself.
    Site,
}

impl DoneBy {
    /// A word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::You => "you",
            Self::Visitor => "visitor",
            Self::Party => "party",
            Self::Operator => "operator",
            Self::Site => "site",
        }
    }
}

impl Happening {
    /// What, in plain words; what the catalogues have no words for is still listed, as something else.
    pub fn what(&self, t: &Localizer) -> String {
        let key = key(&self.action);
        if t.has(&key) { t.get(&key) } else { t.get("activity-other") }
    }

    /// Who, in plain words.
    pub fn who(&self, t: &Localizer) -> String {
        match (self.by, &self.party) {
            (DoneBy::You, _) => t.get("activity-by-you"),
            (DoneBy::Visitor, _) => t.get("activity-by-visitor"),
            (DoneBy::Party, Some(name)) => name.clone(),
            (DoneBy::Party, None) => t.get("activity-by-party"),
            (DoneBy::Operator, _) => t.get("activity-by-operator"),
            (DoneBy::Site, _) => t.get("activity-by-site"),
        }
    }

    /// Where, in plain words; empty if the record does not say.
    pub fn place(&self, t: &Localizer) -> String {
        let browser =
            self.browser.as_ref().map(|(browser, network)| format!("{} · {network}", device(t, browser)));
        let parts: Vec<String> = self.party.iter().cloned().chain(browser).collect();
        parts.join(" · ")
    }

    /// What was told, in plain words.
    pub fn details(&self, t: &Localizer) -> Option<String> {
        let mut items: Vec<String> = Vec::new();
        for claim in &self.told {
            let item = match claim.as_str() {
                "name" => t.get("consent-item-name"),
                "preferred_username" => t.get("consent-item-login"),
                "locale" => t.get("consent-item-language"),
                "phone_number" | "phone_number_verified" => t.get("consent-item-phone"),
                "email" | "email_verified" => t.get("consent-item-email"),
                "national_number" | "national_number_verified" => t.get("consent-item-number"),
                "onedoor_match" => t.get("consent-item-match"),
                "verified_claims" => t.get("consent-item-verified"),
                _ => continue,
            };
            if !items.contains(&item) {
                items.push(item);
            }
        }
        let told =
            (!items.is_empty()).then(|| t.with("activity-told", &[("items", items.join(", ").into())]));
        let why = self.why.as_ref().map(|why| key(&format!("why.{why}"))).filter(|key| t.has(key));
        let reason = self.reason.as_ref().map(|(reason, case)| {
            t.with("activity-reason", &[("reason", reason.as_str().into()), ("case", case.as_str().into())])
        });
        let seen = self.seen.as_ref().map(|seen| t.with("activity-seen", &[("seen", seen.as_str().into())]));
        let parts = why.map(|key| t.get(&key)).into_iter().chain(reason).chain(seen).chain(told);
        let parts: Vec<String> = parts.collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

fn key(action: &str) -> String {
    format!("activity-{}", action.replace(['.', '_'], "-"))
}

impl ActivityPage {
    fn filter(&self, view: &View) -> Markup {
        let t = &view.t;
        let kinds = ActivityKind::of_role(self.role).map(|kind| (kind.word().to_owned(), kind.name(t)));
        let select = Select::new("kind", t.get("activity-kind"))
            .empty(t.get("activity-kind-all"))
            .options(kinds)
            .value(self.kind.map_or("", ActivityKind::word));
        let fields = html! { (select) (Button::secondary(t.get("activity-filter"))) };
        Form::get(view, ACTIVITY_PATH).around(&fields)
    }

    fn table(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = vec![
            t.get("activity-what"),
            t.get("activity-by"),
            t.get("activity-when"),
            t.get("activity-about"),
        ];
        let table = Table::new(t.get("activity-title"), columns).quiet_caption();
        self.happenings.iter().fold(table, |table, one| {
            let place = one.place(t);
            let place = if place.is_empty() { "–".to_owned() } else { place };
            table.row(vec![
                html! { (one.what(t)) @if let Some(details) = one.details(t) { br; small { (details) } } },
                html! { (one.who(t)) },
                view.date_time(one.at),
                html! { (place) },
            ])
        })
    }

    fn empty(&self, t: &Localizer) -> Markup {
        let (title, text) = match self.kind {
            None => (t.get("activity-empty"), t.get("activity-empty-text")),
            Some(_) => (t.get("activity-none-of-kind"), t.get("activity-none-of-kind-text")),
        };
        empty_state(Icon::Clock, title, text, &html! {})
    }
}

impl Page for ActivityPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("activity-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        let account = match self.role {
            Role::Portal => t.get("portal-account-title"),
            Role::Identity | Role::Sandbox => t.get("account-title"),
        };
        vec![(account, "/account".to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let download = |format: &str| format!("{ACTIVITY_PATH}/download?format={format}");
        let downloads = html! {
            p { (t.get("activity-download-means")) }
            (button_row(&html! {
                (button_link(t.get("activity-download-csv"), &download("csv"), false))
                (button_link(t.get("activity-download-json"), &download("json"), false))
            }))
        };
        html! {
            (heading(t.get("activity-title")))
            (lede(t.get("activity-lede")))
            (self.filter(view))
            @if self.happenings.is_empty() { (self.empty(t)) } @else { (self.table(view)) }
            @if let Some(earlier) = &self.earlier {
                (button_row(&button_link(t.get("activity-earlier"), earlier, false)))
            }
            (section(t.get("activity-download"), &downloads))
        }
    }
}

impl Sampled for ActivityPage {
    fn samples() -> Vec<Self> {
        let at = Timestamp::from_seconds(1_795_244_709);
        let happening = |action: &str| Happening {
            at,
            action: action.to_owned(),
            by: DoneBy::You,
            party: None,
            browser: None,
            told: Vec::new(),
            why: None,
            reason: None,
            seen: None,
        };
        let party = || Some("Một cửa Hải Dương".to_owned());
        let phone = "Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0 Mobile Safari/537.36".to_owned();
        let browser = Some((phone, "192.0.2.17".to_owned()));
        let told = ["name", "phone_number", "national_number"].map(str::to_owned).to_vec();
        let happenings = vec![
            Happening { browser: browser.clone(), ..happening("site.session.begun") },
            Happening { browser, party: party(), ..happening("site.session.linked") },
            Happening { by: DoneBy::Party, party: party(), told, ..happening("provider.claims.told") },
            Happening {
                by: DoneBy::Visitor,
                why: Some("account_belongs_to_another".to_owned()),
                ..happening("linking.link.refused")
            },
            Happening { by: DoneBy::Operator, ..happening("services.account.imported") },
            Happening { by: DoneBy::Site, ..happening("another.room.did") },
            Happening {
                by: DoneBy::Operator,
                reason: Some(("Asked at the counter where the codes stay".to_owned(), "2026/117".to_owned())),
                ..happening("people.account.looked_up")
            },
            Happening {
                by: DoneBy::Operator,
                seen: Some("Identity card, valid until 2031".to_owned()),
                ..happening("services.number.proven")
            },
            Happening { by: DoneBy::Party, ..happening("site.session.ended") },
        ];
        let earlier = Some("/account/activity?at=1&before=audt_1".to_owned());
        vec![
            Self { role: Role::Identity, kind: None, happenings: happenings.clone(), earlier },
            Self { role: Role::Portal, kind: Some(ActivityKind::Links), happenings, earlier: None },
            Self { role: Role::Identity, kind: None, happenings: Vec::new(), earlier: None },
            Self {
                role: Role::Portal,
                kind: Some(ActivityKind::Refused),
                happenings: Vec::new(),
                earlier: None,
            },
        ]
    }
}
