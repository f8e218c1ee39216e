//! A national number that somebody says is theirs, as it is typed and judged.

use maud::{Markup, html};
use onedoor_base::{Country, Language};
use onedoor_people::{Born, ClaimForm, ClaimProblem, NumberClaim, NumberRefused};
use onedoor_ui::components::{Select, TextField, fieldset};
use onedoor_ui::{Localizer, Problem, Problems};

/// What was typed.
#[derive(Debug, Clone)]
pub(crate) struct ClaimTyped {
    pub(crate) number: String,
    pub(crate) country: Country,
    pub(crate) born: String,
}

impl ClaimTyped {
    /// Nothing yet, for a site of this country.
    pub(crate) fn nothing(country: Country) -> Self {
        Self { number: String::new(), country, born: String::new() }
    }

    /// From a form that names the country by its code.
    pub(crate) fn of(number: &str, code: &str, born: &str, site: Country) -> Self {
        let country = Country::from_code(code).unwrap_or(site);
        Self { number: number.to_owned(), country, born: born.to_owned() }
    }

    /// The claim, if there is one; else what must be put right.
    pub(crate) fn check(&self, language: Language) -> Result<Option<NumberClaim>, Vec<Problem>> {
        let form = ClaimForm { number: &self.number, country: self.country, born: &self.born };
        NumberClaim::check(form).map_err(|problems| {
            problems.into_iter().map(|p| self::problem(p, self.country, language)).collect()
        })
    }

    /// The fields, all of which may stay empty.
    pub(crate) fn fields(&self, t: &Localizer, problems: &Problems) -> Markup {
        let country = |country: Country| (country.code().to_owned(), t.get(country_name(country)));
        let all = [Country::Vietnam, Country::China, Country::Russia].map(country);
        fieldset(
            t.get("claim-legend"),
            &html! {
                p.field__hint { (t.get("claim-why")) }
                (Select::new("number_country", t.get("claim-country")).options(all).value(self.country.code()))
                (TextField::new("number", t.get("claim-number")).value(&self.number).optional(t).autocomplete("off")
                    .width(18).hint(t.get(number_hint(self.country))).problems(problems, t))
                (TextField::new("born", t.get("claim-born")).value(&self.born).optional(t).autocomplete("bday")
                    .width(18).hint(t.get("claim-born-hint")).problems(problems, t))
            },
        )
    }
}

/// What stands in the list of countries.
pub(crate) const fn country_name(country: Country) -> &'static str {
    match country {
        Country::Vietnam => "claim-country-vn",
        Country::China => "claim-country-cn",
        Country::Russia => "claim-country-ru",
    }
}

/// What a number of this country says of its owner, and what it does not.
pub(crate) const fn says(country: Country) -> &'static str {
    match country {
        Country::Vietnam => "claim-says-vn",
        Country::China => "claim-says-cn",
        Country::Russia => "claim-says-ru",
    }
}

const fn number_hint(country: Country) -> &'static str {
    match country {
        Country::Vietnam => "claim-hint-vn",
        Country::China => "claim-hint-cn",
        Country::Russia => "claim-hint-ru",
    }
}

/// The words for what must be put right.
fn problem(problem: ClaimProblem, country: Country, language: Language) -> Problem {
    match problem {
        ClaimProblem::Number(NumberRefused::Length { expected, found }) => {
            let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
            Problem::new("number", "claim-length")
                .with("expected", count(expected))
                .with("found", count(found))
        }
        ClaimProblem::Number(NumberRefused::FormerKind) => Problem::new("number", "claim-former"),
        ClaimProblem::Number(NumberRefused::Date) => Problem::new("number", "claim-no-such-day"),
        ClaimProblem::Number(NumberRefused::Check) => Problem::new(
            "number",
            match country {
                Country::Russia => "claim-check-ru",
                Country::Vietnam | Country::China => "claim-check",
            },
        ),
        ClaimProblem::Number(_) => Problem::new(
            "number",
            match country {
                Country::China => "claim-character-cn",
                Country::Vietnam | Country::Russia => "claim-character",
            },
        ),
        ClaimProblem::Birth => Problem::new("born", "claim-born-malformed"),
        ClaimProblem::Differs(Born::Year(year)) => {
            Problem::new("born", "claim-differs-year").with("year", year.to_string())
        }
        ClaimProblem::Differs(Born::Date { year, month, day }) => {
            Problem::new("born", "claim-differs").with("date", written((year, month, day), language))
        }
    }
}

/// A day as it is written in this language.
fn written((year, month, day): (u16, u8, u8), language: Language) -> String {
    match language {
        Language::Zh => format!("{year}年{month}月{day}日"),
        Language::Vi => format!("{day}/{month}/{year}"),
        Language::Ru => format!("{day:02}.{month:02}.{year}"),
        Language::En => format!("{year}-{month:02}-{day:02}"),
    }
}
