//! What an applicant says beside what the register has, line by line, and how the two compare: in words, because nobody
//! hears over which vowel a tone mark stands.

use onedoor_base::Country;
use onedoor_people::parse_number;
use onedoor_proofing::register::{Born, Entry, Sex, Sought, Spelled, spelled};
use onedoor_ui::components::{Tone, status};
use onedoor_ui::{Localizer, Markup, html};

/// How two sides of a line compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compared {
    Same,
    /// As far as both know it.
    SameAsKnown,
    Spelling(Spelled),
    /// The register has it among former ones.
    Former,
    Other,
    OneSide,
}

/// One line.
pub(super) struct Line {
    pub(super) label: String,
    pub(super) said: Option<String>,
    pub(super) has: Option<String>,
    compared: Compared,
}

impl Line {
    /// In words, with what exactly differs where the eye passes over it.
    pub(super) fn compared(&self, t: &Localizer) -> Markup {
        let spelling = |key| {
            html! { (status(t.get("applications-spelling"), Tone::Attention)) " " span.note { (t.get(key)) } }
        };
        match self.compared {
            Compared::Same | Compared::Spelling(Spelled::Same) => {
                status(t.get("applications-same"), Tone::Good)
            }
            Compared::SameAsKnown => status(t.get("applications-same-known"), Tone::Good),
            Compared::Spelling(Spelled::Marks) => spelling("applications-spelling-marks"),
            Compared::Spelling(Spelled::Accents) => spelling("applications-spelling-accents"),
            Compared::Spelling(Spelled::Order) => spelling("applications-spelling-order"),
            Compared::Former => status(t.get("applications-former-name"), Tone::Attention),
            Compared::Other | Compared::Spelling(Spelled::Other) => {
                status(t.get("applications-other"), Tone::Bad)
            }
            Compared::OneSide => status(t.get("applications-not-comparable"), Tone::Neutral),
        }
    }
}

/// All lines of an application and an entry, if there is one.
pub(super) fn lines(t: &Localizer, said: Option<&Sought>, entry: Option<&Entry>) -> Vec<Line> {
    let mut lines = vec![
        exact(
            t.get("settings-number"),
            said.and_then(|said| Some(number(said.country, said.number.as_deref()?))),
            entry.map(|entry| number(entry.country, &entry.number)),
        ),
        name(t, said.and_then(|said| said.name.as_deref()), entry),
        day(t, said.and_then(|said| said.born), entry.map(|entry| entry.born)),
        exact(
            t.get("settings-sex"),
            said.and_then(|said| Some(sex(t, said.sex?))),
            entry.and_then(|entry| Some(sex(t, entry.sex?))),
        ),
    ];
    lines.extend(said.and_then(|said| said.former.as_deref()).map(|said| former(t, said, entry)));
    lines
}

fn line<T>(
    label: String,
    (said, has): (Option<T>, Option<T>),
    shown: impl Fn(&T) -> String,
    compare: impl Fn(&T, &T) -> Compared,
) -> Line {
    let compared = match (&said, &has) {
        (Some(said), Some(has)) => compare(said, has),
        _ => Compared::OneSide,
    };
    Line { label, said: said.as_ref().map(&shown), has: has.as_ref().map(shown), compared }
}

const fn same(yes: bool) -> Compared {
    if yes { Compared::Same } else { Compared::Other }
}

fn exact(label: String, said: Option<String>, has: Option<String>) -> Line {
    line(label, (said, has), String::clone, |said, has| same(said == has))
}

fn name(t: &Localizer, said: Option<&str>, entry: Option<&Entry>) -> Line {
    let former = |said: &str| {
        let all = entry.into_iter().flat_map(|entry| &entry.former_names);
        all.into_iter().any(|name| spelled(said, name) != Spelled::Other)
    };
    let has = entry.map(|entry| entry.name.as_str());
    line(
        t.get("name-label"),
        (said, has),
        |name| (*name).to_owned(),
        |said, has| match spelled(said, has) {
            Spelled::Other if former(said) => Compared::Former,
            how => Compared::Spelling(how),
        },
    )
}

fn day(t: &Localizer, said: Option<Born>, has: Option<Born>) -> Line {
    line(
        t.get("settings-born"),
        (said, has),
        |day| born(t, *day),
        |said, has| {
            if said != has && said.may_be(*has) { Compared::SameAsKnown } else { same(said == has) }
        },
    )
}

/// A number that was given up; several may be there.
fn former(t: &Localizer, said: &str, entry: Option<&Entry>) -> Line {
    let has = entry.map(|entry| entry.former_numbers.join(", ")).filter(|text| !text.is_empty());
    let among = entry.is_some_and(|entry| entry.former_numbers.iter().any(|number| number == said));
    let said = Some(said.to_owned());
    line(t.get("applications-former"), (said, has), String::clone, |_, _| same(among))
}

pub(super) fn number(country: Country, text: &str) -> String {
    parse_number(country, text).map_or_else(|_| text.to_owned(), |number| number.grouped())
}

pub(super) fn born(t: &Localizer, born: Born) -> String {
    let year = ("year", born.year.to_string().into());
    match (born.month, born.day) {
        (Some(month), Some(day)) => t.with(
            "settings-born-day-known",
            &[year, ("month", format!("{month:02}").into()), ("day", format!("{day:02}").into())],
        ),
        _ => t.with("settings-born-year-known", &[year]),
    }
}

fn sex(t: &Localizer, sex: Sex) -> String {
    t.get(match sex {
        Sex::Female => "settings-sex-female",
        Sex::Male => "settings-sex-male",
    })
}
