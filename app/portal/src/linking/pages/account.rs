use onedoor_base::ProposalId;
use onedoor_services::organisations::OrganisationDirectory;
use onedoor_ui::components::{Button, Challenge, Form, SummaryList, TextField, heading, hidden, lede};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, SiteLook, View, html};

use super::parts::{cancel, sample_issuer, sample_proposal, sides, text};
use super::prepared::PreparedAccount;
use crate::linking::answer::step;
use crate::pages::{chooser, problems_of};
use crate::{Asked, OrganisationChoice};

/// User name and password of the account here: the proof of the local side.
pub(in crate::linking) struct LocalAccountPage {
    pub(in crate::linking) id: ProposalId,
    pub(in crate::linking) look: SiteLook,
    /// Whose national identity is about to be linked, as the issuer says it; empty if it does not.
    pub(in crate::linking) name: String,
    /// The organisation, where the portal's accounts belong to one.
    pub(in crate::linking) organisation: Option<OrganisationChoice>,
    /// What was typed before.
    pub(in crate::linking) user_name: String,
    /// The check that keeps programs out, if it is wanted.
    pub(in crate::linking) challenge: Option<Challenge>,
    /// What must be put right.
    pub(in crate::linking) problems: Problems,
    /// Whether it is one more account that they add: then no step stands before this one.
    pub(in crate::linking) adds: bool,
    /// The account that the portal's staff say is theirs.
    pub(in crate::linking) prepared: Option<PreparedAccount>,
}

impl LocalAccountPage {
    /// Before anything was typed.
    pub(in crate::linking) fn new(
        id: ProposalId,
        look: SiteLook,
        name: String,
        organisation: Option<OrganisationChoice>,
    ) -> Self {
        let problems = match &organisation {
            Some(OrganisationChoice::Open(questions)) => problems_of(questions),
            _ => Problems::new(),
        };
        Self {
            id,
            look,
            name,
            organisation,
            user_name: String::new(),
            challenge: None,
            problems,
            adds: false,
            prepared: None,
        }
    }

    fn path(&self) -> String {
        step(self.id, "/account")
    }

    fn fields(&self, view: &View, organisation: &str) -> Markup {
        let t = &view.t;
        let reset = if organisation.is_empty() {
            "/reset".to_owned()
        } else {
            format!("/reset?organisation={organisation}")
        };
        html! {
            (Form::post(view, self.path()).around(&html! {
                (hidden("organisation", organisation))
                (TextField::new("user_name", t.get("portal-user-name"))
                    .value(self.user_name.clone()).autocomplete("username").max(200).problems(&self.problems, t))
                (TextField::password("password", t.get("portal-password"), t).problems(&self.problems, t))
                @if let Some(challenge) = &self.challenge { (challenge.with(&self.problems, t)) }
                (Button::primary(t.get("link-account-button")))
            }))
            p { a href=(reset) { (t.get("portal-signin-forgot")) } }
        }
    }
}

impl Page for LocalAccountPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(if self.adds { "link-add-title" } else { "link-account-title" })
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        (!self.adds).then(|| step(self.id, ""))
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(text(view, "link-account", &self.look)))
            (sides(view, &self.look, &self.name, "", false))
            @if !self.name.is_empty() {
                p { (t.with("link-account-whose", &[("name", self.name.as_str().into())])) }
            }
            @if let Some(prepared) = &self.prepared {
                p { (t.with("link-prepared-hint", &[("user", prepared.user_name.as_str().into())])) }
            }
            @match &self.organisation {
                Some(OrganisationChoice::Open(questions)) => { (chooser(view, &self.path(), &[], questions)) }
                Some(OrganisationChoice::Chosen { code, name }) => {
                    (SummaryList::new().row(t.get("portal-organisation"), name).action(t.get("portal-change"), self.path()))
                    (self.fields(view, code))
                }
                None => { (self.fields(view, "")) }
            }
            (cancel(view, self.id))
        }
    }
}

impl Sampled for LocalAccountPage {
    fn samples() -> Vec<Self> {
        let directory = OrganisationDirectory::sample();
        let school = |asked: &Asked| Some(OrganisationChoice::of(directory, asked));
        let named = |name: &str, organisation| {
            Self::new(sample_proposal(), sample_issuer(), name.to_owned(), organisation)
        };
        let sample = |organisation| named("Иванова Анна Петровна", organisation);
        let chosen = Asked { organisation: Some("edu-112".to_owned()), ..Asked::default() };
        vec![
            sample(None),
            named("", None),
            Self { adds: true, ..sample(school(&chosen)) },
            Self { prepared: Some(PreparedAccount::sample(false)), ..sample(None) },
            sample(school(&Asked::default())),
            sample(school(&Asked { kind: Some(String::new()), ..Asked::default() })),
            Self {
                user_name: "ivanova".to_owned(),
                problems: Problems::one(Problem::new("password", "link-account-wrong")),
                ..sample(school(&chosen))
            },
            Self {
                user_name: "ivanova".to_owned(),
                challenge: Some(Challenge::sample()),
                problems: Problems::one(Problem::new("challenge_digits", "challenge-wrong")),
                ..sample(school(&chosen))
            },
            Self {
                problems: Problems::one(Problem::general("portal-too-many").with("time", "14:05")),
                ..sample(None)
            },
        ]
    }
}
