use maud::{Markup, html};
use onedoor_base::LocalAccountId;
use onedoor_services::dossiers::{ChosenPlace, Dossier, DossierContent, DossierState};
use onedoor_services::procedures::{Procedure, ProcedureCatalogue};
use onedoor_ui::components::{
    Button, Form, Notice, SummaryList, TextField, button_link, button_row, details, heading, hidden, kicker,
    lede, section, steps,
};
use onedoor_ui::{Localizer, Look, Page, Problem, Problems, Role, Sampled, SiteLook, View};

use super::parts;

/// What was typed into the form of an application.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    /// Made with the empty form; empty for a draft that is continued.
    pub(crate) form: String,
    /// The draft that is continued.
    pub(crate) draft: String,
    /// Whose form it is, see [`crate::writer`].
    pub(crate) stamp: String,
    /// The code of the place.
    pub(crate) place: String,
    /// The code of the place of an earlier registration.
    pub(crate) former: String,
    /// `before` or `since` July 2025.
    pub(crate) when: String,
    /// The applicant's name.
    pub(crate) applicant: String,
    /// A phone number.
    pub(crate) phone: String,
    /// A mail address.
    pub(crate) email: String,
    /// What is asked for.
    pub(crate) request: String,
}

/// Writing an application.
pub(crate) struct SubmissionPage {
    /// For what.
    pub(crate) procedure: &'static Procedure,
    /// What stands in the fields.
    pub(crate) typed: Typed,
    /// The name of the place.
    pub(crate) place: Option<String>,
    /// The name of the place of an earlier registration.
    pub(crate) former: Option<String>,
    /// The portal that sent the applicant, where the dossier will show too.
    pub(crate) from: Option<SiteLook>,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl SubmissionPage {
    fn places(&self, t: &Localizer) -> Markup {
        let mut list = SummaryList::new();
        if let Some(place) = &self.place {
            list = list.row(t.get("services-place"), place);
        }
        if let Some(former) = &self.former {
            list = list.row(t.get("services-former-place"), former);
        }
        html! { @if self.place.is_some() || self.former.is_some() { (list) } }
    }

    fn papers(&self, view: &View) -> Markup {
        let items =
            html! { ul { @for paper in &self.procedure.papers { li { (paper.get(view.language())) } } } };
        html! { @if !self.procedure.papers.is_empty() { (details(view.t.get("services-papers"), &items)) } }
    }

    fn fields(&self, t: &Localizer) -> Markup {
        let (typed, problems) = (&self.typed, &self.problems);
        html! {
            @for (name, value) in [("form", &typed.form), ("draft", &typed.draft), ("stamp", &typed.stamp), ("place", &typed.place),
                ("former", &typed.former), ("when", &typed.when)] { (hidden(name, value)) }
            (TextField::new("applicant", t.get("services-applicant")).value(&typed.applicant)
                .autocomplete("name").max(200).problems(problems, t))
            (TextField::phone("phone", t.get("services-phone")).value(&typed.phone).problems(problems, t))
            (TextField::email("email", t.get("services-email")).value(&typed.email).optional(t)
                .problems(problems, t))
            (TextField::long("request", t.get("services-request")).hint(t.get("services-request-hint"))
                .value(&typed.request).problems(problems, t))
            // The first button is the one that Enter presses.
            (button_row(&html! {
                (Button::primary(t.get("services-next")))
                @if self.place.is_some() {
                    (Button::secondary(t.get("services-place-change")).value("go", "place"))
                }
                @if self.former.is_some() {
                    (Button::secondary(t.get("services-former-change")).value("go", "former"))
                }
            }))
        }
    }
}

impl Page for SubmissionPage {
    fn title(&self, t: &Localizer) -> String {
        self.procedure.name.get(t.language()).to_owned()
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(format!("/procedures/{}", self.procedure.code))
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (steps(t, 1, 2))
            (kicker(t.get("services-apply")))
            (heading(self.title(t)))
            (lede(t.get("services-submit-lede")))
            @if let Some(from) = &self.from {
                p { (t.with("referral-came-from", &[("portal", from.name(t).into())])) }
            }
            (self.places(t))
            (self.papers(view))
            (Form::post(view, format!("/submit/{}", self.procedure.code)).around(&self.fields(t)))
        }
    }
}

/// Reading once more before it goes off.
pub(crate) struct ReviewPage {
    /// For what.
    pub(crate) procedure: &'static Procedure,
    /// The draft.
    pub(crate) dossier: Dossier,
    /// What is missing.
    pub(crate) problems: Problems,
}

impl Page for ReviewPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("services-review-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(continue_href(&self.dossier))
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let review = format!("/review/{}", self.dossier.id);
        html! {
            (steps(t, 2, 2))
            (kicker(self.procedure.name.get(view.language())))
            (heading(self.title(t)))
            (parts::content(t, &self.dossier))
            p { a href=(continue_href(&self.dossier)) { (t.get("services-change")) } }
            p { (t.get("services-review-promise")) }
            (Form::post(view, &review).around(&html! { (Button::primary(t.get("services-review-submit"))) }))
            (Form::post(view, format!("{review}/discard")).around(&html! {
                (Button::quiet(t.get("services-draft-discard")))
            }))
        }
    }
}

/// Where a draft is written on.
pub(super) fn continue_href(dossier: &Dossier) -> String {
    format!("/submit/{}?draft={}", dossier.procedure, dossier.id)
}

/// It is submitted: the number, and what happens next.
pub(crate) struct SubmittedPage {
    /// For what; none if the catalogue has it no more.
    pub(crate) procedure: Option<&'static Procedure>,
    /// What it is called.
    pub(crate) name: String,
    /// Its number.
    pub(crate) code: String,
    /// The portal where it shows too, and the list of dossiers there.
    pub(crate) shows_at: Option<(SiteLook, String)>,
}

impl Page for SubmittedPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("services-submitted-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let days = self.procedure.and_then(|p| p.working_days);
        let next = html! {
            ol {
                li { (t.get("services-submitted-next-receive")) }
                @if let Some(days) = days {
                    li { (t.with("services-submitted-next-days", &[("days", i64::from(days).into())])) }
                }
                li { (t.get("services-submitted-next-follow")) }
            }
        };
        html! {
            (heading(self.title(t)))
            (lede(&self.name))
            (Notice::success(t.get("services-submitted-keep")).and(&html! {
                dl.reference { dt { (t.get("services-submitted-code")) } dd { code { (self.code) } } }
            }))
            (section(t.get("services-submitted-next"), &next))
            (button_row(&html! {
                (button_link(t.get("services-submitted-open"), &format!("/dossiers/{}", self.code), true))
                (button_link(t.get("services-nav-dossiers"), "/dossiers", false))
                @if let Some((portal, dossiers)) = &self.shows_at {
                    (button_link(
                        t.with("referral-see-there", &[("portal", portal.name(t).into())]), dossiers, false,
                    ))
                }
            }))
        }
    }
}

/// A dossier as samples show it.
pub(super) fn sample_dossier(state: DossierState) -> Dossier {
    let day = |text: &str| text.parse().expect("there is such a day");
    let place = |code: &str, on| Some(ChosenPlace { code: code.to_owned(), valid_at: day(on) });
    let code = "000.00.01.H22-261121-0001".parse().expect("it is a code");
    let id = "doss_019a9f3c-2d00-7000-8000-000000000001".parse().expect("it is an id");
    let submitted = state != DossierState::Draft;
    Dossier {
        id,
        owner: LocalAccountId::from_bytes([1; 16]),
        procedure: ProcedureCatalogue::vietnam().all()[0].code.clone(),
        content: DossierContent {
            applicant: "Nguyễn Thị Minh Khai".to_owned(),
            phone: onedoor_base::Phone::parse("0912 345 678", onedoor_base::Country::Vietnam).ok(),
            email: onedoor_services::accounts::Email::parse("khai@example.vn").ok(),
            place: place("10525", "2026-11-21"),
            former_place: place("10507", "2025-06-30"),
            request: "Đăng ký khai sinh cho con trai.\nCháu sinh ngày 11/11/2026 <ở> bệnh viện tỉnh."
                .to_owned(),
        },
        state,
        code: submitted.then_some(code),
        created_at: parts::SAMPLE_NOON,
        submitted_at: submitted.then_some(parts::SAMPLE_NOON),
        changed_at: parts::SAMPLE_NOON,
    }
}

impl Sampled for SubmissionPage {
    fn samples() -> Vec<Self> {
        let procedure = &ProcedureCatalogue::vietnam().all()[0];
        let empty = Self {
            procedure,
            typed: Typed { form: "k".to_owned(), place: "10525".to_owned(), ..Typed::default() },
            place: Some(crate::place::name("10525", "2026-11-21".parse().expect("there is such a day"))),
            former: None,
            from: Some(SiteLook::new(Look::Dvcqg, Role::Portal)),
            problems: Problems::new(),
        };
        let school = Self {
            procedure: &ProcedureCatalogue::school().all()[0],
            place: None,
            typed: Typed::default(),
            problems: Problems::new(),
            former: None,
            from: None,
        };
        let all = [
            Problem::general("services-place-missing"),
            Problem::general("services-former-missing"),
            Problem::new("applicant", "services-applicant-missing"),
            Problem::new("phone", "phone-malformed-vn"),
            Problem::new("email", "services-email-malformed"),
            Problem::new("request", "services-request-long"),
        ];
        let wrong = Self {
            procedure,
            typed: Typed { phone: "12".to_owned(), email: "x".to_owned(), ..Typed::default() },
            place: empty.place.clone(),
            former: Some("Phường Cẩm Thượng, Thành phố Hải Dương, Tỉnh Hải Dương".to_owned()),
            from: None,
            problems: Vec::from(all).into(),
        };
        let blank = [
            Problem::new("applicant", "services-applicant-long"),
            Problem::new("phone", "services-phone-missing"),
            Problem::new("request", "services-request-missing"),
        ];
        let open = Self {
            problems: Vec::from(blank).into(),
            typed: Typed::default(),
            place: None,
            former: None,
            from: None,
            procedure,
        };
        vec![empty, school, wrong, open]
    }
}

impl Sampled for ReviewPage {
    fn samples() -> Vec<Self> {
        let procedure = &ProcedureCatalogue::vietnam().all()[0];
        let new = |problems| Self { procedure, dossier: sample_dossier(DossierState::Draft), problems };
        vec![new(Problems::new()), new(Problems::one(Problem::general("services-review-incomplete")))]
    }
}

impl Sampled for SubmittedPage {
    fn samples() -> Vec<Self> {
        let procedures = ProcedureCatalogue::vietnam().all();
        let sample = |procedure: Option<&'static Procedure>| Self {
            procedure,
            name: "Đăng ký khai sinh".to_owned(),
            code: "000.00.01.H22-261121-0001".to_owned(),
            shows_at: procedure.map(|_| {
                (SiteLook::new(Look::Dvcqg, Role::Portal), "https://dvcqg.example/dossiers".to_owned())
            }),
        };
        vec![sample(procedures.first()), sample(procedures.get(1)), sample(None)]
    }
}
