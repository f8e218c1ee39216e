use onedoor_services::organisations::OrganisationDirectory;
use onedoor_site::ReturnTo;
use onedoor_ui::components::{
    Button, Challenge, Form, Notice, SiteWay, SummaryList, TextField, heading, hidden, lede, section,
};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

use super::chooser;
use super::chooser::problems_of;
use crate::{Asked, OrganisationChoice, Way};

/// The one page for signing in: other sites' identities, and the portal's own accounts.
pub(crate) struct SignInPage {
    /// Where else one can sign in.
    pub(crate) ways: Vec<Way>,
    /// The organisation, where the portal's accounts belong to one.
    pub(crate) organisation: Option<OrganisationChoice>,
    /// What was typed before.
    pub(crate) user_name: String,
    /// Where to go afterwards.
    pub(crate) return_to: ReturnTo,
    /// Whether a session was over before a form was sent, and what was written is kept.
    pub(crate) kept: bool,
    /// The check that keeps programs out, if it is wanted.
    pub(crate) challenge: Option<Challenge>,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl SignInPage {
    /// Before anything was typed.
    pub(crate) fn new(ways: Vec<Way>, organisation: Option<OrganisationChoice>, return_to: ReturnTo) -> Self {
        let problems = match &organisation {
            Some(OrganisationChoice::Open(questions)) => problems_of(questions),
            _ => Problems::new(),
        };
        let user_name = String::new();
        Self { ways, organisation, user_name, return_to, kept: false, challenge: None, problems }
    }

    fn national(&self, t: &Localizer) -> Markup {
        html! {
            @if !self.ways.is_empty() {
                (section(t.get("portal-signin-national"), &html! {
                    // Where organisations keep their own accounts, none is made for who comes from outside.
                    @if self.organisation.is_some() { p { (t.get("portal-signin-national-first")) } }
                    @else { p { (t.get("portal-signin-national-text")) } }
                    @for way in &self.ways {
                        @let href = format!("/sign-in/national/{}?return_to={}", way.upstream, self.return_to.encoded());
                        (SiteWay::link(way.look, t.get(way.label), href))
                    }
                }))
            }
        }
    }

    fn local(&self, view: &View) -> Markup {
        match &self.organisation {
            Some(OrganisationChoice::Open(questions)) => {
                chooser(view, "/sign-in", &[("return_to", self.return_to.as_str())], questions)
            }
            Some(OrganisationChoice::Chosen { code, name }) => {
                let t = &view.t;
                let again = format!("/sign-in?return_to={}", self.return_to.encoded());
                html! {
                    (SummaryList::new()
                        .row(t.get("portal-organisation"), name)
                        .action(t.get("portal-change"), again))
                    (self.fields(view, code))
                    p { (t.get("portal-organisation-keep")) }
                }
            }
            None => self.fields(view, ""),
        }
    }

    fn fields(&self, view: &View, organisation: &str) -> Markup {
        let t = &view.t;
        let reset = if organisation.is_empty() {
            "/reset".to_owned()
        } else {
            format!("/reset?organisation={organisation}")
        };
        html! {
            (Form::post(view, "/sign-in").around(&html! {
                (hidden("return_to", self.return_to.as_str()))
                (hidden("organisation", organisation))
                (TextField::new("user_name", t.get("portal-user-name"))
                    .value(self.user_name.clone()).autocomplete("username").max(200).problems(&self.problems, t))
                (TextField::password("password", t.get("portal-password"), t).problems(&self.problems, t))
                @if let Some(challenge) = &self.challenge { (challenge.with(&self.problems, t)) }
                (Button::primary(t.get("portal-signin-button")))
            }))
            p { a href=(reset) { (t.get("portal-signin-forgot")) } }
        }
    }
}

impl Page for SignInPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("portal-signin-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("portal-signin-title")))
            @if self.kept { (Notice::info(t.get("portal-signin-kept"))) }
            @else if self.return_to.is_deep() { (lede(t.get("portal-signin-then"))) }
            (self.national(t))
            (section(t.get("portal-signin-local"), &self.local(view)))
        }
    }
}

impl Sampled for SignInPage {
    fn samples() -> Vec<Self> {
        let directory = OrganisationDirectory::sample();
        let asked = |kind: &str, region: Option<&str>| Asked {
            kind: Some(kind.to_owned()),
            region: region.map(str::to_owned),
            ..Asked::default()
        };
        let chosen = Asked { organisation: Some("edu-112".to_owned()), ..Asked::default() };
        let school = |asked: &Asked| {
            Self::new(vec![Way::esia()], Some(OrganisationChoice::of(directory, asked)), ReturnTo::home())
        };
        let deep = ReturnTo::parse("/submit/1.001193?province=31");
        let wrong = Problems::one(Problem::new("password", "portal-signin-wrong"));
        vec![
            Self { kept: true, ..Self::new(vec![Way::dvcqg()], None, deep.clone()) },
            Self::new(vec![Way::dvcqg()], None, deep),
            Self {
                user_name: "lan.tran".into(),
                challenge: Some(Challenge::sample()),
                problems: wrong,
                ..Self::new(vec![Way::dvcqg_own(), Way::vneid()], None, ReturnTo::home())
            },
            school(&Asked::default()),
            school(&asked("", None)),
            school(&asked("authority", Some("stepnaya"))),
            school(&chosen),
            Self {
                user_name: "ivanova.mp".into(),
                problems: Problems::one(Problem::new("password", "portal-signin-wrong-there")),
                ..school(&chosen)
            },
            Self {
                problems: Problems::one(Problem::general("portal-too-many").with("time", "14:05")),
                ..Self::new(Vec::new(), None, ReturnTo::home())
            },
        ]
    }
}
