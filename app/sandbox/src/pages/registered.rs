//! One person in the register, whose data can be changed as the ward's police would.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use onedoor_proofing::register::{Born, Entry, Standing};
use onedoor_site::{Posted, Refused, Visit, see_other};
use onedoor_ui::components::{Button, Form, Select, TextField, button_row, heading, lede};
use onedoor_ui::{ErrorKind, Localizer, Page, Problem, Problems, Sampled, View};
use serde::Deserialize;

use super::register::{born_text, sample};
use crate::Sandbox;
use crate::register::{portrait, standing_key};

const STANDINGS: [(&str, Standing); 3] = [
    ("living", Standing::Living),
    ("deceased", Standing::Deceased),
    ("cancelled", Standing::Cancelled { instead: None }),
];
const LONGEST: usize = 300;

/// One person, as a form.
pub(crate) struct RegisteredPage {
    number: String,
    pictured: bool,
    form: EntryForm,
    problems: Problems,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct EntryForm {
    name: String,
    former: String,
    born: String,
    residence: String,
    standing: String,
}

impl EntryForm {
    fn of(entry: &Entry) -> Self {
        let same =
            |standing: &Standing| std::mem::discriminant(standing) == std::mem::discriminant(&entry.standing);
        let standing = STANDINGS.iter().find(|(_, standing)| same(standing)).map_or("", |(word, _)| *word);
        Self {
            name: entry.name.clone(),
            former: entry.former_names.join("; "),
            born: born_text(entry.born),
            residence: entry.residence.clone().unwrap_or_default(),
            standing: standing.to_owned(),
        }
    }

    /// The entry with what the form says.
    fn onto(&self, entry: Entry) -> Result<Entry, Problems> {
        let mut problems = Problems::new();
        let name = line(&self.name);
        if name.is_none() {
            problems.push(Problem::new("name", "census-name-problem"));
        }
        let born = read_born(&self.born);
        if born.is_none() {
            problems.push(Problem::new("born", "census-born-problem"));
        }
        let standing = STANDINGS.into_iter().find(|(word, _)| *word == self.standing);
        let (Some(name), Some(born), Some((_, standing))) = (name, born, standing) else {
            return Err(problems);
        };
        let standing = match (&entry.standing, standing) {
            // Which number is valid instead is not in the form.
            (Standing::Cancelled { .. }, Standing::Cancelled { .. }) => entry.standing.clone(),
            (_, standing) => standing,
        };
        let former_names = self.former.split(';').filter_map(line).take(20).collect();
        Ok(Entry { name, born, former_names, residence: line(&self.residence), standing, ..entry })
    }
}

fn line(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !text.is_empty() && text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
    fits.then_some(text)
}

/// What [`born_text`] writes.
fn read_born(text: &str) -> Option<Born> {
    let parts: Vec<_> = text.trim().split('.').map(str::trim).collect();
    let (day, month, year) = match parts.as_slice() {
        [day, month, year] => (Some(*day), Some(*month), *year),
        [month, year] => (None, Some(*month), *year),
        [year] => (None, None, *year),
        _ => return None,
    };
    let small = |text: Option<&str>, most: u8| match text.map(str::parse::<u8>) {
        None => Some(None),
        Some(Ok(n)) if (1..=most).contains(&n) => Some(Some(n)),
        Some(_) => None,
    };
    let year = year.parse().ok().filter(|year| (1800..=2200).contains(year))?;
    Some(Born { year, month: small(month, 12)?, day: small(day, 31)? })
}

pub(crate) async fn show(
    State(sandbox): State<Sandbox>,
    visit: Visit,
    Path(number): Path<String>,
) -> Result<Response, Refused> {
    let entry = sandbox.register().find(&number).ok_or_else(unknown)?;
    Ok(visit.page(&RegisteredPage::new(number, &entry)))
}

/// The picture that the register has of somebody.
pub(crate) async fn portrait(
    State(sandbox): State<Sandbox>,
    Path(number): Path<String>,
) -> Result<Response, Refused> {
    let entry = sandbox.register().find(&number).ok_or_else(unknown)?;
    let picture = portrait::of(&entry).ok_or_else(unknown)?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg")], picture).into_response())
}

/// Writes what the form says into the register.
pub(crate) async fn correct(
    State(sandbox): State<Sandbox>,
    visit: Visit,
    Path(number): Path<String>,
    Posted(form): Posted<EntryForm>,
) -> Result<Response, Refused> {
    let entry = sandbox.register().find(&number).ok_or_else(unknown)?;
    let pictured = portrait::may(&entry);
    match form.onto(entry) {
        Ok(corrected) => {
            sandbox.register().correct(&number, corrected);
            Ok(see_other("/register"))
        }
        Err(problems) => {
            let page = RegisteredPage { number, pictured, form, problems };
            Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

fn unknown() -> Refused {
    Refused::kind(ErrorKind::NotFound)
}

impl RegisteredPage {
    fn new(number: String, entry: &Entry) -> Self {
        let (pictured, form) = (portrait::may(entry), EntryForm::of(entry));
        Self { number, pictured, form, problems: Problems::new() }
    }
}

impl Page for RegisteredPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("census-person-title")
    }

    fn back(&self) -> Option<String> {
        Some("/register".to_owned())
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn body(&self, view: &View) -> Markup {
        let (t, problems, form) = (&view.t, &self.problems, &self.form);
        let standing = Select::new("standing", t.get("census-standing"))
            .options(STANDINGS.map(|(word, standing)| (word.to_owned(), t.get(standing_key(&standing)))))
            .value(form.standing.clone());
        html! {
            (heading(t.get("census-person-title")))
            (lede(t.get("census-person-lede")))
            p { (t.get("census-number")) ": " (self.number) }
            @if self.pictured {
                p {
                    img src=(format!("/register/people/{}/portrait", self.number)) width="120" height="160"
                        alt=(t.get("census-portrait"));
                }
            } @else {
                p { (t.get("census-portrait-none")) }
            }
            (Form::post(view, format!("/register/people/{}", self.number)).around(&html! {
                (TextField::new("name", t.get("census-name")).value(form.name.clone()).max(300).problems(problems, t))
                (TextField::new("former", t.get("census-former")).hint(t.get("census-former-hint"))
                    .value(form.former.clone()).optional(t))
                (TextField::new("born", t.get("census-born")).hint(t.get("census-born-hint"))
                    .value(form.born.clone()).width(10).problems(problems, t))
                (TextField::new("residence", t.get("census-residence")).value(form.residence.clone()).max(300).optional(t))
                (standing)
                (button_row(&html! { (Button::primary(t.get("census-person-save"))) }))
            }))
        }
    }
}

impl Sampled for RegisteredPage {
    fn samples() -> Vec<Self> {
        let number = sample().number;
        let wrong = EntryForm { born: "31.31.1990".to_owned(), ..EntryForm::of(&sample()) };
        let problems = Problems::one(Problem::new("born", "census-born-problem"));
        vec![Self::new(number.clone(), &sample()), Self { number, pictured: false, form: wrong, problems }]
    }
}
