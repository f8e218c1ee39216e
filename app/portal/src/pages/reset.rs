use onedoor_base::CodeId;
use onedoor_services::organisations::OrganisationDirectory;
use onedoor_ui::components::{
    Button, Challenge, Form, Radios, SummaryList, TextField, advice, button_link, button_row, heading,
    hidden, lede,
};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

use super::chooser;
use super::chooser::problems_of;
use crate::{Asked, OrganisationChoice};

/// Asks whose password is to be set anew.
pub(crate) struct ResetPage {
    /// The organisation, where accounts belong to one.
    pub(crate) organisation: Option<OrganisationChoice>,
    /// What was typed before.
    pub(crate) who: String,
    /// The check that keeps programs out, if it is wanted.
    pub(crate) challenge: Option<Challenge>,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl ResetPage {
    /// Before anything was typed.
    pub(crate) fn new(organisation: Option<OrganisationChoice>) -> Self {
        let problems = match &organisation {
            Some(OrganisationChoice::Open(questions)) => problems_of(questions),
            _ => Problems::new(),
        };
        Self { organisation, who: String::new(), challenge: None, problems }
    }

    fn fields(&self, view: &View, organisation: &str) -> Markup {
        let t = &view.t;
        Form::post(view, "/reset").around(&html! {
            (hidden("organisation", organisation))
            (TextField::new("who", t.get("portal-reset-who"))
                .value(self.who.clone()).autocomplete("username").max(200).problems(&self.problems, t))
            @if let Some(challenge) = &self.challenge { (challenge.with(&self.problems, t)) }
            (Button::primary(t.get("portal-reset-send")))
        })
    }
}

impl Page for ResetPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("portal-reset-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        let code = self.organisation.as_ref().and_then(OrganisationChoice::code);
        Some(code.map_or_else(|| "/sign-in".to_owned(), |code| format!("/sign-in?organisation={code}")))
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("portal-reset-title")))
            (lede(t.get("portal-reset-lede")))
            @match &self.organisation {
                None => (self.fields(view, "")),
                Some(OrganisationChoice::Open(questions)) => (chooser(view, "/reset", &[], questions)),
                Some(OrganisationChoice::Chosen { code, name }) => {
                    (SummaryList::new().row(t.get("portal-organisation"), name).action(t.get("portal-change"), "/reset"))
                    (self.fields(view, code))
                }
            }
        }
    }
}

impl Sampled for ResetPage {
    fn samples() -> Vec<Self> {
        let directory = OrganisationDirectory::sample();
        let chosen = Asked { organisation: Some("edu-111".to_owned()), ..Asked::default() };
        let unread = Problems::one(Problem::new("challenge_digits", "challenge-wrong"));
        let missing = Problems::one(Problem::new("who", "portal-reset-who-missing"));
        vec![
            Self::new(None),
            Self { problems: missing, ..Self::new(None) },
            Self {
                who: "lan.tran".to_owned(),
                challenge: Some(Challenge::sample()),
                problems: unread,
                ..Self::new(None)
            },
            Self::new(Some(OrganisationChoice::of(directory, &Asked::default()))),
            Self::new(Some(OrganisationChoice::of(directory, &chosen))),
        ]
    }
}

/// What would be said of the new password.
pub(crate) const RESET_ADVICE: &str = "/reset/password/advice";

/// Asks for the new password, after the code was right.
pub(crate) struct NewPasswordPage {
    /// Which code.
    pub(crate) id: CodeId,
    /// The accounts of that phone: what the form sends, and how it is called.
    pub(crate) accounts: Vec<(String, String)>,
    /// Which one was chosen.
    pub(crate) chosen: String,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl Page for NewPasswordPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("portal-reset-new-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("portal-reset-new-title")))
            (lede(t.get("portal-reset-new-lede")))
            (Form::post(view, "/reset/password").around(&html! {
                (hidden("id", &self.id.to_string()))
                (advice(RESET_ADVICE, &["password"]))
                @match self.accounts.as_slice() {
                    [(value, name)] => {
                        (SummaryList::new().row(t.get("portal-user-name"), name))
                        (hidden("account", value))
                    }
                    several => (choice(several, &self.chosen, &self.problems, t)),
                }
                (TextField::new_password("password", t.get("portal-new-password"), t)
                    .hint(t.get("portal-new-password-hint")).problems(&self.problems, t))
                (Button::primary(t.get("portal-reset-button")))
            }))
        }
    }
}

fn choice(accounts: &[(String, String)], chosen: &str, problems: &Problems, t: &Localizer) -> Radios {
    let mut radios = Radios::new("account", t.get("portal-reset-account"));
    for (value, name) in accounts {
        radios = radios.choice(value, name);
    }
    radios.value(chosen).problems(problems, t)
}

impl Sampled for NewPasswordPage {
    fn samples() -> Vec<Self> {
        let id = CodeId::from_bytes([1; 16]);
        let one = vec![("local_1".to_owned(), "lan.tran".to_owned())];
        let two = vec![
            ("local_1".to_owned(), "ivanova.m – Гимназия № 4, Новозареченск".to_owned()),
            ("local_2".to_owned(), "ivanova – Лицей № 7, Березняки".to_owned()),
        ];
        let problems = vec![
            Problem::new("account", "portal-reset-account-missing"),
            Problem::new("password", "portal-password-too-short"),
        ];
        vec![
            Self { id, accounts: one, chosen: String::new(), problems: Problems::new() },
            Self { id, accounts: two, chosen: String::new(), problems: problems.into() },
        ]
    }
}

/// The code is good for nothing any more.
pub(crate) struct ResetOverPage;

impl Page for ResetOverPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("portal-reset-over-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("portal-reset-over-title")))
            (lede(t.get("portal-reset-over")))
            (button_row(&button_link(t.get("portal-reset-over-button"), "/reset", true)))
        }
    }
}

impl Sampled for ResetOverPage {
    fn samples() -> Vec<Self> {
        vec![Self]
    }
}
