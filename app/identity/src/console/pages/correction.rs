use std::time::Duration;

use onedoor_base::Timestamp;
use onedoor_people::{PersonName, Sex};
use onedoor_proofing::correction::{Field, Reason, State};
use onedoor_storage::people::Correction;
use onedoor_ui::components::{Button, Form, Notice, Radios, Select, SummaryList, fieldset, heading, section};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, Width, html};

use super::corrections::{DeskNotice, deadline, sample};
use super::{AT, breadcrumb};
use crate::console::CORRECTIONS;
use crate::corrections::{Value, field_key, reason_key, state_shown, value_field};
use crate::settings::{BornShown, sex_key};

/// What stands in the account now, by which the officer finds the person in the register.
pub(in crate::console) struct Register {
    /// In groups.
    pub(in crate::console) number: Option<String>,
    /// Whether the number is only what the person says.
    pub(in crate::console) claimed: bool,
    pub(in crate::console) born: BornShown,
    pub(in crate::console) sex: Option<Sex>,
}

/// One request at the officers' desk.
pub(in crate::console) struct CorrectionPage {
    pub(in crate::console) notice: Option<DeskNotice>,
    pub(in crate::console) correction: Correction,
    /// Working days that are left.
    pub(in crate::console) left: u32,
    /// The key of why this officer must not work on it.
    pub(in crate::console) not_yours: Option<&'static str>,
    /// Whose it is.
    pub(in crate::console) name: String,
    /// Only for whoever works on it.
    pub(in crate::console) register: Option<Register>,
    pub(in crate::console) wanted: Option<Value>,
    /// What stands in the field for the register's value.
    pub(in crate::console) typed: String,
    /// What was chosen of decision and reason.
    pub(in crate::console) chosen: [String; 2],
    pub(in crate::console) words: String,
    pub(in crate::console) now: Timestamp,
    pub(in crate::console) problems: Problems,
}

impl CorrectionPage {
    fn path(&self, rest: &str) -> String {
        format!("{CORRECTIONS}/{}/{rest}", self.correction.id)
    }

    fn summary(&self, view: &View) -> SummaryList {
        let (t, one) = (&view.t, &self.correction);
        let mut list = SummaryList::new()
            .rich(t.get("correction-state"), state_shown(t, one, self.now))
            .row(t.get("correction-what"), t.get(field_key(one.field)))
            .rich(t.get("correction-sent-at"), view.date_time(one.sent_at));
        if one.state.is_open() {
            list = list.rich(t.get("correction-due"), deadline(view, one, self.left, self.now));
        }
        if self.not_yours.is_none() {
            list = list.row(t.get("console-person"), &self.name);
        }
        list
    }

    /// Before the first look: whether it is of one's own kin.
    fn take(&self, view: &View) -> Markup {
        let t = &view.t;
        section(
            t.get("console-correction-take-title"),
            &html! {
                p { (t.get("console-correction-take-means")) }
                (Form::post(view, self.path("take")).around(&html! {
                    (Radios::new("kin", t.get("console-kin"))
                        .choice("no", t.get("console-kin-no"))
                        .explained("yes", t.get("console-kin-yes"), t.get("console-kin-yes-hint"))
                        .problems(&self.problems, t))
                    (Button::primary(t.get("console-correction-take")))
                }))
            },
        )
    }

    /// What stands and what should stand, side by side.
    fn both(&self, register: &Register, t: &Localizer) -> Markup {
        let wanted = self.wanted.as_ref().map(|value| value.text(t)).unwrap_or_default();
        let none = || t.get("settings-none");
        let number = match &register.number {
            Some(number) if register.claimed => {
                t.with("console-correction-claimed", &[("number", number.as_str().into())])
            }
            Some(number) => number.clone(),
            None => none(),
        };
        let mut says = SummaryList::new().rich(
            t.get(field_key(self.correction.field)),
            html! {
                span.break { (wanted) }
            },
        );
        if !self.words.is_empty() {
            says = says.rich(t.get("correction-words"), html! { span.break { (self.words) } });
        }
        if self.correction.paper {
            says = says.rich(
                t.get("correction-paper"),
                html! {
                    a href=(self.path("paper")) { (t.get("correction-paper-see")) }
                },
            );
        }
        html! {
            (section(t.get("console-correction-stands"), &html! {
                (SummaryList::new()
                    .row(t.get("name-label"), &self.name)
                    .row(t.get("settings-number"), number)
                    .row(t.get("settings-born"), register.born.text(t))
                    .row(t.get("settings-sex"), t.get(register.sex.map_or("settings-none", sex_key))))
            }))
            (section(t.get("console-correction-says"), &html! { (says) }))
        }
    }

    fn decide(&self, view: &View) -> Markup {
        let (t, [verdict, reason]) = (&view.t, &self.chosen);
        let reasons =
            Reason::ALL.into_iter().map(|reason| (reason.word().to_owned(), t.get(reason_key(reason))));
        section(
            t.get("console-your-decision"),
            &html! {
                (Form::post(view, self.path("decide")).around(&html! {
                    (Radios::new("verdict", t.get("console-verdict"))
                        .explained("corrected", t.get("console-correction-is-right"),
                            t.get("console-correction-is-right-hint"))
                        .choice("refused", t.get("console-refuse"))
                        .value(verdict)
                        .problems(&self.problems, t))
                    (fieldset(t.get("console-correction-if-right"), &html! {
                        (value_field(self.correction.field, t.get("console-correction-register-says"), &self.typed,
                            &self.problems, t))
                    }))
                    (fieldset(t.get("console-correction-if-refused"), &html! {
                        (Select::new("reason", t.get("correction-reason"))
                            .empty(t.get("console-correction-reason-none"))
                            .options(reasons)
                            .value(reason)
                            .problems(&self.problems, t))
                    }))
                    (Button::primary(t.get("console-decide")))
                }))
            },
        )
    }
}

impl Page for CorrectionPage {
    fn title(&self, t: &Localizer) -> String {
        t.with("correction-one-title", &[("field", t.get(field_key(self.correction.field)).into())])
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        let mut trail = breadcrumb(t);
        trail.push((t.get("console-corrections-title"), CORRECTIONS.to_owned()));
        trail
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if let Some(notice) = self.notice { (notice.shown(t)) }
            (heading(self.title(t)))
            (self.summary(view))
            @if let Some(why) = self.not_yours { (Notice::warning(t.get(why))) }
            @else if self.correction.state == State::Sent { (self.take(view)) }
            @else if self.correction.state == State::InWork && self.register.is_none() {
                (Notice::info(t.get("console-correction-colleague")))
                (self.take(view))
            }
            @else if let Some(register) = &self.register {
                (self.both(register, t))
                (self.decide(view))
            } @else { (Notice::info(t.get("console-correction-not-again"))) }
        }
    }
}

impl Sampled for CorrectionPage {
    fn samples() -> Vec<Self> {
        let soon = AT.after(Duration::from_hours(72));
        let of = |state, due| Self {
            notice: None,
            correction: sample(state, due),
            left: 2,
            not_yours: None,
            name: "Nguyễn Thị Hoa".to_owned(),
            register: None,
            wanted: None,
            typed: String::new(),
            chosen: [const { String::new() }; 2],
            words: String::new(),
            now: AT,
            problems: Problems::new(),
        };
        let works = |claimed, problems| Self {
            register: Some(Register {
                number: Some("036 188 001 234".to_owned()),
                claimed,
                born: BornShown::Year(1988),
                sex: Some(Sex::Female),
            }),
            wanted: Some(Value::Name(PersonName::from_stored("Nguyễn Thị Hoà".to_owned()))),
            typed: "Nguyễn Thị Hoà".to_owned(),
            words: "Giấy khai sinh ghi là Hoà.".to_owned(),
            problems,
            ..of(State::InWork, soon)
        };
        let wrong = |field, key| works(false, Problems::one(Problem::new(field, key)));
        let mut number = wrong("value", "console-correction-number-taken");
        "corrected".clone_into(&mut number.chosen[0]);
        number.correction.field = Field::Number;
        vec![
            of(State::Sent, soon),
            Self {
                problems: Problems::one(Problem::new("kin", "console-kin-missing")),
                ..of(State::Sent, AT)
            },
            Self { not_yours: Some("console-correction-own"), ..of(State::Sent, soon) },
            Self { not_yours: Some("console-correction-kin"), ..of(State::InWork, soon) },
            of(State::Corrected, soon),
            of(State::InWork, soon),
            works(false, Problems::new()),
            works(true, Problems::new()),
            wrong("verdict", "console-verdict-missing"),
            wrong("reason", "console-correction-reason-missing"),
            wrong("value", "correction-name-wrong"),
            wrong("value", "console-correction-register-differs"),
            wrong("value", "console-correction-register-nobody"),
            wrong("value", "console-correction-register-away"),
            number,
        ]
    }
}
