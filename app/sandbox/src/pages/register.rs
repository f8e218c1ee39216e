//! The population register: who is in it, and how it behaves.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use onedoor_proofing::register::{Born, Entry, Standing};
use onedoor_site::{Posted, Refused, Visit, see_other};
use onedoor_ui::components::{Button, Form, Radios, Table, button_row, heading, lede, section};
use onedoor_ui::{ErrorKind, Localizer, Page, Sampled, View, Width};
use serde::Deserialize;

use crate::Sandbox;
use crate::register::{Mood, standing_key};

/// Everybody in the register.
pub(crate) struct RegisterPage {
    people: Vec<Entry>,
    mood: Mood,
}

#[derive(Deserialize)]
pub(crate) struct MoodForm {
    #[serde(default)]
    mood: String,
}

pub(crate) async fn show(State(sandbox): State<Sandbox>, visit: Visit) -> Response {
    let register = sandbox.register();
    visit.page(&RegisterPage { people: register.all(), mood: register.mood() })
}

/// Lets it behave in another way.
pub(crate) async fn behave(
    State(sandbox): State<Sandbox>,
    _visit: Visit,
    Posted(form): Posted<MoodForm>,
) -> Result<Response, Refused> {
    let mood = Mood::of(&form.mood).ok_or_else(|| Refused::kind(ErrorKind::BadRequest))?;
    sandbox.register().behave(mood);
    Ok(see_other("/register"))
}

impl Page for RegisterPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("census-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("census-title")))
            (lede(t.get("census-lede")))
            (section(t.get("census-people"), &people(&self.people, t)))
            (section(t.get("census-mood-title"), &Form::post(view, "/register/mood").around(&html! {
                (moods(self.mood, t))
                (button_row(&html! { (Button::secondary(t.get("census-mood-button"))) }))
            })))
        }
    }
}

fn people(people: &[Entry], t: &Localizer) -> Markup {
    let columns = ["census-name", "census-number", "census-born", "census-standing"].map(|key| t.get(key));
    let table = Table::new(t.get("census-people"), columns.to_vec()).quiet_caption();
    let table = people.iter().fold(table, |table, entry| {
        table.row(vec![
            html! { a href=(format!("/register/people/{}", entry.number)) { (entry.name) } },
            html! { (entry.number) },
            html! { (born_text(entry.born)) },
            html! { (t.get(standing_key(&entry.standing))) },
        ])
    });
    html! { (table) }
}

fn moods(mood: Mood, t: &Localizer) -> Markup {
    let radios = Radios::new("mood", t.get("census-mood")).value(mood.word());
    let radios = Mood::ALL.iter().fold(radios, |radios, mood| radios.choice(mood.word(), t.get(mood.key())));
    html! { (radios) }
}

/// `7.3.1990`, `3.1990`, `1990`: as far as the register knows.
pub(crate) fn born_text(born: Born) -> String {
    match (born.day, born.month) {
        (Some(day), Some(month)) => format!("{day}.{month}.{}", born.year),
        (None, Some(month)) => format!("{month}.{}", born.year),
        _ => born.year.to_string(),
    }
}

pub(crate) fn sample() -> Entry {
    Entry {
        country: onedoor_base::Country::Vietnam,
        number: "030188001234".to_owned(),
        former_numbers: vec!["141234567".to_owned()],
        name: "Nguyễn Thị Lan".to_owned(),
        former_names: Vec::new(),
        born: Born { year: 1988, month: Some(4), day: Some(15) },
        sex: Some(onedoor_proofing::register::Sex::Female),
        residence: Some("Phường Hải Dương, Hải Phòng".to_owned()),
        standing: Standing::Living,
    }
}

impl Sampled for RegisterPage {
    fn samples() -> Vec<Self> {
        let gone = Entry {
            number: "030150009876".to_owned(),
            born: Born { year: 1950, month: None, day: None },
            standing: Standing::Deceased,
            ..sample()
        };
        vec![
            Self { people: vec![sample(), gone], mood: Mood::Well },
            Self { people: Vec::new(), mood: Mood::Off },
        ]
    }
}
