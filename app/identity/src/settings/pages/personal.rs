use maud::{Markup, html};
use onedoor_national_id::{Born, Sex};
use onedoor_people::{Account, BirthDate, Personal, Proven};
use onedoor_ui::components::{
    Button, Form, Notice, Radios, SummaryList, TextField, Tone, button_row, fieldset, heading, hidden, lede,
    section, status,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use super::{BornShown, trail};
use crate::settings::{PATH, PERSONAL};

/// What a person says of themselves, and what was proven of them.
pub(in crate::settings) struct PersonalPage {
    /// The name: what was typed, or what was proven.
    pub(in crate::settings) name: String,
    /// The proven national number, mostly hidden.
    pub(in crate::settings) number: Option<String>,
    pub(in crate::settings) proven: Proven,
    /// Day, month and year, as they were typed.
    pub(in crate::settings) born: [String; 3],
    /// The word of a sex.
    pub(in crate::settings) sex: String,
    pub(in crate::settings) employer: String,
    /// By which it is known whether the form is an old one.
    pub(in crate::settings) seen: String,
    /// What stands by now, if it was changed elsewhere meanwhile.
    pub(in crate::settings) stands: Option<Stands>,
    pub(in crate::settings) problems: Problems,
}

/// What stands, in words.
pub(in crate::settings) struct Stands {
    name: String,
    said: Personal,
}

impl PersonalPage {
    /// With what stands by now.
    pub(in crate::settings) fn beside(self, account: &Account, said: &Personal) -> Self {
        let name = account.name.as_str().to_owned();
        Self { stands: Some(Stands { name, said: said.clone() }), ..self }
    }

    fn stands(&self, stands: &Stands, t: &Localizer) -> Markup {
        let Stands { name, said } = stands;
        let said_or = |text: &str| if text.is_empty() { t.get("settings-none") } else { text.to_owned() };
        let mut list = SummaryList::new();
        // What is proven stands above.
        if !self.proven.name {
            list = list.row(t.get("name-label"), name);
        }
        if self.proven.day().is_none() {
            list = list.row(t.get("settings-born"), BornShown::of(said, self.proven).text(t));
        }
        if self.proven.sex.is_none() {
            list = list.row(t.get("settings-sex"), t.get(said.sex.map_or("settings-none", sex_key)));
        }
        let list = list.rich(t.get("settings-employer"), html! { span.break { (said_or(&said.employer)) } });
        section(t.get("settings-stands"), &html! { (list) })
    }

    /// What nobody can type over, why, and what to do if it is wrong.
    fn proven(&self, t: &Localizer) -> Markup {
        let good = || status(t.get("settings-proven"), Tone::Good);
        let born = BornShown::of(&Personal::default(), self.proven);
        let mut list = SummaryList::new().rich(t.get("name-label"), html! { (self.name) " " (good()) });
        if born != BornShown::Unknown {
            list = list.rich(t.get("settings-born"), html! { (born.text(t)) " " (good()) });
        }
        if let Some(sex) = self.proven.sex {
            list = list.rich(t.get("settings-sex"), html! { (t.get(sex_key(sex))) " " (good()) });
        }
        if let Some(number) = &self.number {
            list = list.rich(t.get("settings-number"), html! { (number) " " (good()) });
        }
        section(
            t.get("settings-proven-title"),
            &html! {
                (list)
                (Notice::info(t.get("settings-proven-why")).and(&html! { p { (t.get("settings-proven-wrong")) }
                    p { a href=(crate::corrections::PATH) { (t.get("correction-title")) } }
                 }))
            },
        )
    }

    fn born(&self, t: &Localizer) -> Markup {
        let [day, month, year] = &self.born;
        fieldset(
            t.get("settings-born"),
            &html! {
                p.hint { (t.get("settings-born-hint")) }
                (TextField::digits("born_day", t.get("settings-born-day")).width(4).max(2)
                    .value(day).problems(&self.problems, t).autocomplete("bday-day").optional(t))
                (TextField::digits("born_month", t.get("settings-born-month")).width(4).max(2)
                    .value(month).problems(&self.problems, t).autocomplete("bday-month").optional(t))
                (TextField::digits("born_year", t.get("settings-born-year")).width(6).max(4)
                    .value(year).problems(&self.problems, t).autocomplete("bday-year").optional(t))
            },
        )
    }
}

/// The key of a sex.
pub(crate) const fn sex_key(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "settings-sex-male",
        Sex::Female => "settings-sex-female",
    }
}

impl Page for PersonalPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("settings-personal")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("settings-personal")))
            (lede(t.get("settings-personal-lede")))
            @if self.proven.name { (self.proven(t)) }
            @if let Some(stands) = &self.stands { (self.stands(stands, t)) }
            (Form::post(view, PERSONAL).around(&html! {
                (hidden("seen", &self.seen))
                @if !self.proven.name {
                    (TextField::new("name", t.get("name-label")).hint(t.get("name-hint"))
                        .value(&self.name).problems(&self.problems, t).autocomplete("name"))
                }
                @if self.proven.day().is_none() { (self.born(t)) }
                @if self.proven.sex.is_none() {
                    (Radios::new("sex", t.get("settings-sex"))
                        .choice("female", t.get("settings-sex-female"))
                        .choice("male", t.get("settings-sex-male"))
                        .choice("", t.get("settings-sex-unsaid"))
                        .value(&self.sex).problems(&self.problems, t))
                }
                (TextField::new("employer", t.get("settings-employer")).hint(t.get("settings-employer-hint"))
                    .value(&self.employer).problems(&self.problems, t).autocomplete("organization").optional(t))
                (button_row(&html! {
                    (Button::primary(t.get("settings-save")))
                    a href=(PATH) { (t.get("settings-back")) }
                }))
            }))
        }
    }
}

impl Sampled for PersonalPage {
    fn samples() -> Vec<Self> {
        let said = || Self {
            name: "Trần Văn An".to_owned(),
            number: None,
            proven: Proven::default(),
            born: ["7".to_owned(), "3".to_owned(), "1990".to_owned()],
            sex: "male".to_owned(),
            employer: "Nhà máy sứ Hải Dương".to_owned(),
            seen: String::new(),
            stands: None,
            problems: Problems::new(),
        };
        let year = Proven { name: true, born: Some(Born::Year(1988)), sex: Some(Sex::Female) };
        let (y, month, day) = BirthDate::new(1990, 3, 7).expect("a day").parts();
        let date = Proven { born: Some(Born::Date { year: y, month, day }), ..year };
        let problem = |field, key| Problems::one(Problem::new(field, key));
        vec![
            said(),
            Self { proven: year, number: Some("03• ••• ••• •34".to_owned()), ..said() },
            Self {
                proven: date, number: Some("110••• •••••••• 1233".to_owned()), ..said()
            },
            Self { proven: Proven { name: true, ..Proven::default() }, ..said() },
            Self {
                stands: Some(Stands { name: "Trần Văn Ân".to_owned(), said: Personal::default() }),
                problems: Problems::one(Problem::general("settings-meanwhile")),
                ..said()
            },
            Self { name: String::new(), problems: problem("name", "name-missing"), ..said() },
            Self { problems: problem("born_day", "settings-born-none"), ..said() },
            Self {
                proven: year,
                problems: Problems::one(
                    Problem::new("born_year", "settings-born-other-year").with("year", "1988"),
                ),
                ..said()
            },
            Self {
                problems: Problems::one(
                    Problem::new("employer", "settings-employer-too-long").with("most", 200),
                ),
                ..said()
            },
            Self { problems: problem("employer", "settings-employer-character"), ..said() },
        ]
    }
}
