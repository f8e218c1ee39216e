use maud::{Markup, html};
use onedoor_linking_protocol::Code;
use onedoor_ui::components::{
    Button, Cards, Challenge, Form, Notice, SummaryList, TextField, button_link, button_row, empty_state,
    heading, hidden, lede, section,
};
use onedoor_ui::{Icon, Localizer, Page, Problem, Problems, Sampled, View};

use super::{SYSTEM, trail};

/// Which system the person has an account at.
pub(in crate::links) struct ChooseSystemPage {
    pub(in crate::links) systems: Vec<System>,
}

/// One of them.
pub(in crate::links) struct System {
    pub(in crate::links) name: String,
    /// Its client id, in addresses.
    pub(in crate::links) client: String,
    /// Whether an account there is linked already.
    pub(in crate::links) linked: bool,
}

/// The path of the page for a system.
pub(in crate::links) fn path(client: &str) -> String {
    let client: String = url::form_urlencoded::byte_serialize(client.as_bytes()).collect();
    format!("/account/links/new/{client}")
}

impl Page for ChooseSystemPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("links-choose-title")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let cards = self.systems.iter().fold(Cards::new(), |cards, system| {
            let about = if system.linked { "links-choose-linked" } else { "links-choose-free" };
            cards.card(&system.name, t.get(about), path(&system.client)).icon(Icon::Link)
        });
        html! {
            (heading(self.title(t)))
            @if self.systems.is_empty() {
                (empty_state(Icon::Link, t.get("links-choose-none-title"), t.get("links-choose-none"), &html! {}))
            } @else {
                (lede(t.get("links-choose-lede")))
                (cards)
            }
        }
    }
}

impl Sampled for ChooseSystemPage {
    fn samples() -> Vec<Self> {
        let system =
            |name: &str, linked| System { name: name.to_owned(), client: "haiduong".to_owned(), linked };
        vec![
            Self {
                systems: vec![system(SYSTEM, false), system("Сетевой Город. Образование", true)]
            },
            Self { systems: Vec::new() },
        ]
    }
}

/// User name and password of the account there, typed here.
pub(in crate::links) struct CredentialsPage {
    pub(in crate::links) system: String,
    /// Where it is posted.
    pub(in crate::links) action: String,
    /// Code and name of the organisation that was chosen, where one must be.
    pub(in crate::links) organisation: Option<(String, String)>,
    /// What the link will be called by, so that a second click makes no second one.
    pub(in crate::links) proof: String,
    pub(in crate::links) user_name: String,
    /// Whether the system can be asked which account is theirs.
    pub(in crate::links) finds: bool,
    /// What it has answered.
    pub(in crate::links) found: Option<Found>,
    /// The check that keeps programs out, if it is wanted.
    pub(in crate::links) challenge: Option<Challenge>,
    pub(in crate::links) problems: Problems,
}

/// The accounts of a system that carry the person's number, as it lets them be known again.
#[derive(Debug, Clone)]
pub(in crate::links) struct Found {
    pub(in crate::links) accounts: Vec<String>,
    /// Whether there are others.
    pub(in crate::links) more: bool,
}

impl Found {
    /// What the system answered.
    pub(super) fn told(&self, system: &str, t: &Localizer) -> Markup {
        let Self { accounts, more } = self;
        let say = |key: &str| t.with(key, &[("system", system.into())]);
        let key = match accounts.len() {
            0 => return html! { (Notice::info(say("links-find-none"))) },
            1 => "links-find-one",
            _ => "links-find-several",
        };
        let list = html! {
            ul {
                @for account in accounts { li { (account) } }
                @if *more { li { (t.get("links-find-more")) } }
            }
        };
        html! { (Notice::success(say(key)).and(&list)) }
    }

    /// The way to ask it, from the form at `action`; what was chosen there goes along.
    pub(super) fn asks(view: &View, system: &str, action: &str, organisation: Option<&str>) -> Markup {
        let t = &view.t;
        section(
            t.get("links-find-title"),
            &html! {
                p { (t.with("links-find-text", &[("system", system.into())])) }
                (Form::post(view, format!("{action}/find")).around(&html! {
                    @if let Some(code) = organisation { (hidden("organisation", code)) }
                    (Button::secondary(t.get("links-find-button")))
                }))
            },
        )
    }
}

impl Page for CredentialsPage {
    fn title(&self, t: &Localizer) -> String {
        t.with("links-prove-title", &[("system", self.system.as_str().into())])
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let words = [("system", self.system.as_str().into())];
        html! {
            (heading(self.title(t)))
            (lede(t.with("links-prove-lede", &words)))
            @if let Some(found) = &self.found { (found.told(&self.system, t)) }
            @if let Some((_, name)) = &self.organisation {
                (SummaryList::new().row(t.get("portal-organisation"), name.clone()))
                p { a href=(self.action) { (t.get("links-organisation-other")) } }
            }
            (Form::post(view, self.action.as_str()).around(&html! {
                (hidden("proof", &self.proof))
                @if let Some((code, _)) = &self.organisation { (hidden("organisation", code)) }
                (TextField::new("user_name", t.get("links-prove-user")).value(&self.user_name)
                    .autocomplete("off").max(200).problems(&self.problems, t))
                // Not the password of this site, which the browser may have kept.
                (TextField::new_password("password", t.get("links-prove-password"), t).problems(&self.problems, t))
                @if let Some(challenge) = &self.challenge { (challenge.with(&self.problems, t)) }
                (button_row(&html! {
                    (Button::primary(t.get("links-prove-button")))
                    (button_link(t.get("links-cancel"), crate::links::PATH, false))
                }))
            }))
            p { (t.with("links-prove-kept", &words)) }
            @if self.finds && self.found.is_none() {
                (Found::asks(view, &self.system, &self.action, self.organisation.as_ref().map(|(code, _)| code.as_str())))
            }
        }
    }
}

impl Sampled for CredentialsPage {
    fn samples() -> Vec<Self> {
        let page = |user: &str, problems| Self {
            system: SYSTEM.to_owned(),
            action: path("haiduong"),
            organisation: None,
            proof: "prf_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            user_name: user.to_owned(),
            finds: false,
            found: None,
            challenge: None,
            problems,
        };
        let found = |accounts: &[&str], more| {
            let accounts = accounts.iter().map(|one| (*one).to_owned()).collect();
            Self { finds: true, found: Some(Found { accounts, more }), ..page("", Problems::new()) }
        };
        vec![
            page("", Problems::new()),
            Self { finds: true, ..page("", Problems::new()) },
            Self {
                challenge: Some(Challenge::sample()),
                ..page("hungtv", Problems::one(Problem::general("challenge-wanted")))
            },
            found(&[], false),
            found(&["hu•••"], false),
            found(&["hu•••", "tr•••, Trường THCS Bình Minh"], true),
            page("hungtv", Problems::one(Problem::new("password", "links-wrong"))),
            Self {
                organisation: Some(("edu-122".to_owned(), "Лицей № 7, Березняки".to_owned())),
                finds: true,
                ..page("petrov", Problems::one(Problem::new("password", "links-wrong-there")))
            },
            page(
                "",
                vec![
                    Problem::new("user_name", "links-user-missing"),
                    Problem::new("password", "links-password-missing"),
                ]
                .into(),
            ),
            page("hungtv", Problems::one(Problem::general("links-too-many").with("time", "14:05"))),
        ]
    }
}

/// The account is proven on the portal's own page.
pub(in crate::links) struct GoTherePage {
    pub(in crate::links) system: String,
    /// There.
    pub(in crate::links) address: String,
}

impl Page for GoTherePage {
    fn title(&self, t: &Localizer) -> String {
        t.with("links-there-title", &[("system", self.system.as_str().into())])
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let words = [("system", self.system.as_str().into())];
        html! {
            (heading(self.title(t)))
            (lede(t.with("links-there-lede", &words)))
            (button_row(&html! {
                (button_link(t.with("way-on-to", &[("portal", self.system.as_str().into())]), &self.address, true))
                (button_link(t.get("links-cancel"), crate::links::PATH, false))
            }))
        }
    }
}

impl Sampled for GoTherePage {
    fn samples() -> Vec<Self> {
        let address = "https://haiduong.example/sign-in/initiate?iss=https%3A%2F%2Fid.example".to_owned();
        vec![Self { system: SYSTEM.to_owned(), address }]
    }
}

/// The portal says no, and why.
pub(in crate::links) struct RefusedPage {
    pub(in crate::links) system: String,
    pub(in crate::links) client: String,
    pub(in crate::links) why: Code,
}

impl RefusedPage {
    /// What happened, and what to do.
    const fn keys(&self) -> (&'static str, &'static str) {
        match self.why {
            Code::AccountLocked => ("links-locked-title", "links-locked"),
            Code::AccountTaken => ("links-taken-title", "links-taken"),
            Code::PersonHasAnother => ("links-another-title", "links-another"),
            Code::AnotherPersonsAccount => ("links-person-title", "links-person"),
            Code::RaiseAssurance => ("links-raise-title", "links-raise"),
            Code::LinkSuspended => ("links-suspended-title", "links-suspended"),
            Code::LinkUnconfirmed => ("links-unconfirmed-title", "links-unconfirmed"),
            Code::Choose => ("links-choice-title", "links-choice"),
            Code::IssuerNotTrusted | Code::NotOffered => ("links-off-title", "links-off"),
            Code::ProofUsed | Code::EvidenceDiffers => ("links-used-title", "links-used"),
            _ => ("links-failed-title", "links-failed"),
        }
    }

    /// Whether another account may be tried at once.
    const fn another_may_do(&self) -> bool {
        !matches!(
            self.why,
            Code::PersonHasAnother | Code::RaiseAssurance | Code::IssuerNotTrusted | Code::NotOffered
        )
    }
}

impl Page for RefusedPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(self.keys().0)
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.with(self.keys().1, &[("system", self.system.as_str().into())])))
            (Notice::info(t.get("links-nothing-changed")))
            (button_row(&html! {
                @if self.another_may_do() {
                    (button_link(t.get("links-try-again"), &path(&self.client), true))
                }
                (button_link(t.get("links-back"), crate::links::PATH, !self.another_may_do()))
            }))
        }
    }
}

impl Sampled for RefusedPage {
    fn samples() -> Vec<Self> {
        [
            Code::AccountLocked,
            Code::AccountTaken,
            Code::PersonHasAnother,
            Code::AnotherPersonsAccount,
            Code::RaiseAssurance,
            Code::LinkSuspended,
            Code::LinkUnconfirmed,
            Code::Choose,
            Code::NotOffered,
            Code::ProofUsed,
            Code::Malformed,
        ]
        .into_iter()
        .map(|why| Self { system: SYSTEM.to_owned(), client: "haiduong".to_owned(), why })
        .collect()
    }
}

/// The portal does not answer. Nothing is lost.
pub(in crate::links) struct SystemDownPage {
    pub(in crate::links) system: String,
    pub(in crate::links) client: String,
    /// Whether something was asked of it that it may have done.
    pub(in crate::links) asked: bool,
}

impl Page for SystemDownPage {
    fn title(&self, t: &Localizer) -> String {
        t.with("links-down-title", &[("system", self.system.as_str().into())])
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let told = if self.asked { "links-down-asked" } else { "links-down" };
        html! {
            (heading(self.title(t)))
            (lede(t.with(told, &[("system", self.system.as_str().into())])))
            (button_row(&html! {
                (button_link(t.get("links-try-again"), &path(&self.client), true))
                (button_link(t.get("links-back"), crate::links::PATH, false))
            }))
        }
    }
}

impl Sampled for SystemDownPage {
    fn samples() -> Vec<Self> {
        let page = |asked| Self { system: SYSTEM.to_owned(), client: "haiduong".to_owned(), asked };
        vec![page(false), page(true)]
    }
}
