use onedoor_base::Country;
use onedoor_people::{
    BirthDate, NationalNumber, PersonName, Sex, parse_number, read_day, sex_from_word, sex_word,
};
use onedoor_proofing::correction::Field;
use onedoor_ui::components::{Radios, TextField};
use onedoor_ui::{Localizer, Markup, Problems, html};

/// The longest place of residence, in characters.
const RESIDENCE_LONGEST: usize = 200;

/// What should stand in a field, or stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Name(PersonName),
    Born(BirthDate),
    Sex(Sex),
    Residence(String),
    Number(NationalNumber),
}

impl Value {
    /// Reads what was typed for this field; else the catalogue key of what is wrong with it. Nobody was born after
    /// `today`.
    pub(crate) fn read(
        field: Field,
        typed: &str,
        country: Country,
        today: BirthDate,
    ) -> Result<Self, &'static str> {
        match field {
            Field::Name => PersonName::parse(typed).map(Self::Name).map_err(|_| "correction-name-wrong"),
            Field::Born => read_day(typed)
                .and_then(|(year, month, day)| BirthDate::new(year, month, day))
                .filter(|day| *day <= today)
                .map(Self::Born)
                .ok_or("correction-born-wrong"),
            Field::Sex => sex_from_word(typed).map(Self::Sex).ok_or("correction-sex-wrong"),
            Field::Residence => {
                let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
                let fits = !text.is_empty() && text.chars().count() <= RESIDENCE_LONGEST;
                let seen = !text.chars().any(onedoor_base::is_unseen);
                (fits && seen).then_some(Self::Residence(text)).ok_or("correction-residence-wrong")
            }
            Field::Number => {
                parse_number(country, typed).map(Self::Number).map_err(|_| "correction-number-wrong")
            }
        }
    }

    /// As it is kept, and as a form shows it again.
    pub(crate) fn stored(&self) -> String {
        match self {
            Self::Name(name) => name.as_str().to_owned(),
            Self::Born(day) => day.to_string(),
            Self::Sex(sex) => sex_word(*sex).to_owned(),
            Self::Residence(text) => text.clone(),
            Self::Number(number) => number.as_str().to_owned(),
        }
    }

    /// From what was kept; nothing for what was never kept.
    pub(crate) fn from_stored(field: Field, text: &str, country: Country) -> Option<Self> {
        match field {
            Field::Name => Some(Self::Name(PersonName::from_stored(text.to_owned()))),
            Field::Born => BirthDate::from_stored(text).map(Self::Born),
            Field::Sex => sex_from_word(text).map(Self::Sex),
            Field::Residence => Some(Self::Residence(text.to_owned())),
            Field::Number => parse_number(country, text).ok().map(Self::Number),
        }
    }

    /// In the words of the language.
    pub(crate) fn text(&self, t: &Localizer) -> String {
        match self {
            Self::Born(day) => {
                let (year, month, day) = day.parts();
                let args = [
                    ("year", year.to_string().into()),
                    ("month", format!("{month:02}").into()),
                    ("day", format!("{day:02}").into()),
                ];
                t.with("settings-born-day-known", &args)
            }
            Self::Sex(sex) => t.get(crate::settings::sex_key(*sex)),
            Self::Number(number) => number.grouped(),
            Self::Name(_) | Self::Residence(_) => self.stored(),
        }
    }
}

/// The field of a form in which such a value is given.
pub(crate) fn value_field(
    field: Field,
    label: String,
    typed: &str,
    problems: &Problems,
    t: &Localizer,
) -> Markup {
    let text = |label| TextField::new("value", label).value(typed).problems(problems, t);
    match field {
        Field::Name => html! { (text(label).autocomplete("name").max(100)) },
        Field::Born => html! {
            (text(label).hint(t.get("correction-born-hint")).autocomplete("bday").width(12).max(40))
        },
        Field::Sex => html! {
            (Radios::new("value", label)
                .choice("female", t.get("settings-sex-female"))
                .choice("male", t.get("settings-sex-male"))
                .value(typed)
                .problems(problems, t))
        },
        Field::Residence => html! { (text(label).autocomplete("street-address").max(200)) },
        Field::Number => html! { (text(label).autocomplete("off").width(24).max(40)) },
    }
}
