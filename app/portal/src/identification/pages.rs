use onedoor_base::{Country, Timestamp};
use onedoor_site::ReturnTo;
use onedoor_ui::components::{
    Button, Form, Notice, SummaryList, TextField, Tone, button_link, button_row, heading, hidden, lede,
    status,
};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

use super::given::Typed;
use super::{ASK, PATH, SKIP};

/// Asks for the number, and for what the register is held against.
pub(super) struct AskPage {
    /// Whose number it is.
    pub(super) country: Country,
    /// Whether its owner has come by themselves, and not just signed in.
    pub(super) later: bool,
    /// Whether the password must be given as well.
    pub(super) asks_password: bool,
    /// Whether what was typed nearly agrees, so that the staff may look at it.
    pub(super) may_review: bool,
    /// What was typed or is known.
    pub(super) typed: Typed,
    /// Where they were heading.
    pub(super) return_to: ReturnTo,
    /// What must be put right.
    pub(super) problems: Problems,
}

impl AskPage {
    fn fields(&self, t: &Localizer) -> Markup {
        html! {
            (TextField::digits("number", t.get(label(self.country))).value(self.typed.number.clone())
                .hint(t.get(hint(self.country))).width(18).problems(&self.problems, t))
            (TextField::new("name", t.get("identification-name")).value(self.typed.name.clone())
                .hint(t.get("identification-name-hint")).autocomplete("name").problems(&self.problems, t))
            (TextField::new("born", t.get("identification-born")).value(self.typed.born.clone())
                .hint(t.get("identification-born-hint")).autocomplete("bday").width(18)
                .problems(&self.problems, t))
            @if self.asks_password {
                (TextField::password("password", t.get("portal-current-password"), t)
                    .hint(t.get("portal-current-password-hint")).problems(&self.problems, t))
            }
        }
    }
}

impl Page for AskPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("identification-ask-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        self.later.then(|| PATH.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let to = self.return_to.as_str();
        html! {
            (heading(t.get("identification-ask-title")))
            (lede(t.get("identification-ask-lede")))
            p { (t.get("identification-ask-how")) }
            (Form::post(view, ASK).around(&html! {
                (hidden("return_to", to))
                (self.fields(t))
                (Button::primary(t.get("identification-update")))
                @if self.may_review {
                    (Button::secondary(t.get("identification-review-ask")).value("review", "yes"))
                    p.note { (t.get("identification-review-means")) }
                }
            }))
            @if !self.later {
                (Form::post(view, SKIP).around(&html! {
                    (hidden("return_to", to))
                    (Button::secondary(t.get("identification-skip")))
                }))
                p.note { (t.get("identification-skip-means")) }
            }
        }
    }
}

/// The label of the national number of a country.
const fn label(country: Country) -> &'static str {
    match country {
        Country::Vietnam => "number-label-vn",
        Country::China => "number-label-cn",
        Country::Russia => "number-label-ru",
    }
}

const fn hint(country: Country) -> &'static str {
    match country {
        Country::Vietnam => "claim-hint-vn",
        Country::China => "claim-hint-cn",
        Country::Russia => "claim-hint-ru",
    }
}

/// Who made sure of a number, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    /// A national identity.
    Issuer(Timestamp),
    /// The portal's staff.
    Officer(Timestamp),
    /// It is not known any more who.
    Proven(Timestamp),
    /// The register knows it; when it was asked is not known where the account came from another portal.
    Register(Option<Timestamp>),
    /// Nobody: a form or a file said so.
    Said,
}

/// What is known of the owner's number.
pub(super) struct IdentificationPage {
    /// Whose number it is.
    pub(super) country: Country,
    /// The number, with most of it hidden or whole.
    pub(super) number: Option<String>,
    /// Whether it is whole.
    pub(super) whole: bool,
    /// Who made sure of it.
    pub(super) sure: Option<Sure>,
    /// Whether it can be held against the register.
    pub(super) may_update: bool,
    /// Whether that has just been done.
    pub(super) matched: bool,
    /// How what the staff look at stands.
    pub(super) review: Option<Reviewed>,
    /// Where its owner was heading who has just handed it to the staff.
    pub(super) onward: Option<String>,
}

/// How what was handed to the staff stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reviewed {
    /// They decide until then.
    Waiting(Timestamp),
    /// They said no; the catalogue key of why.
    Refused(&'static str),
}

impl IdentificationPage {
    fn list(&self, view: &View) -> Markup {
        let t = &view.t;
        let number = match &self.number {
            None => html! { (t.get("identification-none")) },
            Some(whole) if self.whole => html! { (whole) },
            Some(masked) => html! {
                (masked)
                (Form::post(view, PATH).around(&html! {
                    (Button::quiet(t.get("form-number-show")).about(t.get(label(self.country))))
                }))
            },
        };
        let list = SummaryList::new().rich(t.get(label(self.country)), number);
        let Some(sure) = self.sure else { return html! { (list) } };
        let (how, tone, at) = match sure {
            Sure::Issuer(at) => ("identification-by-issuer", Tone::Active, Some(at)),
            Sure::Officer(at) => ("identification-by-officer", Tone::Active, Some(at)),
            Sure::Proven(at) => ("identification-proven", Tone::Active, Some(at)),
            Sure::Register(at) => ("identification-by-register", Tone::Active, at),
            Sure::Said => ("identification-said", Tone::Attention, None),
        };
        let list = list.rich(t.get("identification-state"), status(t.get(how), tone));
        let list = match at {
            Some(at) => list.row(t.get("identification-since"), view.long_date(at)),
            None => list,
        };
        html! { (list) }
    }
}

impl Page for IdentificationPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("identification-title")
    }

    fn back(&self) -> Option<String> {
        Some("/account".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let means = match self.sure {
            None => "identification-none-means",
            Some(Sure::Said) => "identification-said-means",
            Some(Sure::Register(_)) => "identification-register-means",
            Some(_) => "identification-proven-means",
        };
        html! {
            (heading(t.get("identification-title")))
            @if self.matched { (Notice::success(t.get("identification-matched"))) }
            @match self.review {
                Some(Reviewed::Waiting(due)) => {
                    (Notice::info(t.with("identification-review-waits", &[("date", view.last_day(due).into())])))
                }
                Some(Reviewed::Refused(why)) => {
                    (Notice::warning(t.get("identification-review-refused")).and(&html! { p { (t.get(why)) } }))
                }
                None => {}
            }
            @if let Some(onward) = &self.onward {
                (button_row(&button_link(t.get("identification-onward"), onward, true)))
            }
            (self.list(view))
            p { (t.get(means)) }
            @if self.may_update {
                (button_row(&button_link(t.get("identification-update-from"), &format!("{ASK}?return_to=%2Faccount%2Fidentity"), true)))
            }
        }
    }
}

impl Sampled for AskPage {
    fn samples() -> Vec<Self> {
        let ask = |problems| Self {
            country: Country::Vietnam,
            later: false,
            asks_password: false,
            may_review: false,
            typed: Typed {
                number: "001 190 012 345".to_owned(),
                name: "Nguyễn Thị Lan".to_owned(),
                born: "7/3/1990".to_owned(),
            },
            return_to: ReturnTo::parse("/dossiers"),
            problems,
        };
        let of = |field, key| Problems::one(Problem::new(field, key));
        let all = vec![
            Problem::new("number", "identification-number-missing"),
            Problem::new("name", "identification-name-missing"),
            Problem::new("born", "identification-born-malformed"),
        ];
        let length =
            Problem::new("number", "identification-number-length").with("expected", 12).with("found", 11);
        vec![
            Self { typed: Typed::default(), ..ask(Problems::new()) },
            Self { later: true, asks_password: true, ..ask(Problems::new()) },
            Self { country: Country::China, ..ask(of("number", "identification-number-character-cn")) },
            Self { country: Country::Russia, ..ask(of("number", "identification-number-character")) },
            Self { typed: Typed::default(), ..ask(all.into()) },
            ask(Problems::one(length)),
            ask(of("number", "identification-number-former")),
            ask(of("number", "identification-number-place")),
            ask(of("number", "identification-number-check")),
            ask(of("born", "identification-born-differs")),
            Self { may_review: true, ..ask(of("number", "identification-near")) },
            ask(of("number", "identification-unknown")),
            ask(Problems::one(Problem::general("identification-away"))),
        ]
    }
}

impl Sampled for IdentificationPage {
    fn samples() -> Vec<Self> {
        let at = Timestamp::from_seconds(1_795_244_709);
        let known = |sure| Self {
            country: Country::Vietnam,
            number: Some("00• ••• ••• •45".to_owned()),
            whole: false,
            sure: Some(sure),
            may_update: false,
            matched: false,
            review: None,
            onward: None,
        };
        vec![
            Self { number: None, sure: None, may_update: true, ..known(Sure::Said) },
            Self {
                may_update: true,
                review: Some(Reviewed::Waiting(at)),
                onward: Some("/dossiers".to_owned()),
                ..known(Sure::Said)
            },
            Self {
                may_update: true,
                review: Some(Reviewed::Refused("identification-why-other-person")),
                ..known(Sure::Said)
            },
            Self { review: Some(Reviewed::Refused("identification-why-unclear")), ..known(Sure::Said) },
            Self { review: Some(Reviewed::Refused("identification-why-register")), ..known(Sure::Said) },
            Self { may_update: true, matched: true, ..known(Sure::Register(Some(at))) },
            Self { whole: true, number: Some("001 190 012 345".to_owned()), ..known(Sure::Register(None)) },
            Self { country: Country::Russia, ..known(Sure::Issuer(at)) },
            known(Sure::Officer(at)),
            Self { country: Country::China, ..known(Sure::Proven(at)) },
        ]
    }
}
