use maud::{Markup, html};
use onedoor_services::Tier;
use onedoor_services::procedures::{Procedure, ProcedureCatalogue};
use onedoor_ui::components::{Button, Form, Radios, Select, heading, hidden, kicker, lede};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use crate::place::{Asked, LAST_OF_THREE_TIERS, PlaceChoice};

/// Which place is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhichPlace {
    /// Where one applies, by the units of today.
    Today,
    /// Where something was registered earlier, by the units before July 2025.
    Before,
    /// Where something was registered since July 2025.
    Since,
    /// Where something was registered, and it isn't said yet when.
    Unsaid,
}

/// Choosing province, district, ward; each list after the choice in the one before.
pub(crate) struct PlacePage {
    /// For what.
    pub(crate) procedure: &'static Procedure,
    /// Which place.
    pub(crate) which: WhichPlace,
    /// How far the choice has come.
    pub(crate) choice: PlaceChoice,
    /// What the address says besides, kept while choosing.
    pub(crate) kept: Vec<(&'static str, String)>,
    /// Whether the units of three tiers are listed.
    pub(crate) three_tiers: bool,
    /// What was left open.
    pub(crate) problems: Problems,
}

impl PlacePage {
    /// The page, with the problem beside the list that was sent back empty.
    pub(crate) fn new(
        procedure: &'static Procedure,
        which: WhichPlace,
        choice: PlaceChoice,
        kept: Vec<(&'static str, String)>,
        three_tiers: bool,
    ) -> Self {
        let missing =
            if which == WhichPlace::Today { "services-place-missing" } else { "services-former-missing" };
        let open = choice.questions.last().filter(|_| choice.missed);
        let problems = open.map(|q| Problems::one(Problem::new(field(q.tier), missing)));
        Self { procedure, which, choice, kept, three_tiers, problems: problems.unwrap_or_default() }
    }

    fn lists(&self, t: &Localizer) -> Markup {
        html! {
            @for question in &self.choice.questions {
                (Select::new(field(question.tier), label(t, question.tier))
                    .empty(t.get("services-choose"))
                    .options(question.options.clone())
                    .value(&question.chosen)
                    .problems(&self.problems, t))
            }
        }
    }

    fn when(&self, t: &Localizer) -> Markup {
        let chosen = match self.which {
            WhichPlace::Before => "before",
            WhichPlace::Since => "since",
            WhichPlace::Unsaid => "",
            WhichPlace::Today => return html! {},
        };
        html! {
            (Radios::new("when", t.get("services-former-when"))
                .choice("before", t.get("services-former-before"))
                .choice("since", t.get("services-former-since"))
                .value(chosen)
                .problems(&self.problems, t))
        }
    }

    fn action(&self) -> String {
        let step = if self.which == WhichPlace::Today { "place" } else { "former" };
        format!("/procedures/{}/{step}", self.procedure.code)
    }
}

/// The name of the list of a tier.
const fn field(tier: Tier) -> &'static str {
    match tier {
        Tier::Province => "province",
        Tier::District => "district",
        Tier::Ward => "ward",
    }
}

fn label(t: &Localizer, tier: Tier) -> String {
    match tier {
        Tier::Province => t.get("services-place-province"),
        Tier::District => t.get("services-place-district"),
        Tier::Ward => t.get("services-place-ward"),
    }
}

impl Page for PlacePage {
    fn title(&self, t: &Localizer) -> String {
        match self.which {
            WhichPlace::Today => t.get("services-place-title"),
            _ => t.get("services-former-title"),
        }
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(format!("/procedures/{}", self.procedure.code))
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let text = match self.which {
            WhichPlace::Today => t.get("services-place-lede"),
            _ => t.get("services-former-lede"),
        };
        let units =
            if self.three_tiers { t.get("services-place-former") } else { t.get("services-place-today") };
        let button = if self.choice.at_the_end { "services-place-agree" } else { "services-next" };
        html! {
            (kicker(self.procedure.name.get(view.language())))
            (heading(self.title(t)))
            (lede(text))
            (Form::get(view, self.action()).around(&html! {
                @for (name, value) in &self.kept { (hidden(name, value)) }
                (self.when(t))
                @if self.which != WhichPlace::Unsaid {
                    p { (units) }
                    (self.lists(t))
                }
                (Button::primary(t.get(button)))
            }))
        }
    }
}

impl Sampled for PlacePage {
    fn samples() -> Vec<Self> {
        let today = "2026-11-21".parse().expect("there is such a day");
        let procedure = &ProcedureCatalogue::vietnam().all()[0];
        let asked = |province: &str, district: &str, ward: &str| Asked {
            province: (province != "-").then(|| province.to_owned()),
            district: (district != "-").then(|| district.to_owned()),
            ward: (ward != "-").then(|| ward.to_owned()),
        };
        let two = [Tier::Province, Tier::Ward];
        let three = [Tier::Province, Tier::District, Tier::Ward];
        let now = |a: &Asked| PlaceChoice::of(today, &two, None, a);
        let then = |a: &Asked| PlaceChoice::of(LAST_OF_THREE_TIERS, &three, None, a);
        let page = |which, choice, three| Self::new(procedure, which, choice, Vec::new(), three);
        let mut unsaid = page(WhichPlace::Unsaid, then(&Asked::default()), true);
        unsaid.problems = Problems::one(Problem::new("when", "services-when-missing"));
        vec![
            page(WhichPlace::Today, now(&Asked::default()), false),
            page(WhichPlace::Today, now(&asked("31", "-", "")), false),
            page(WhichPlace::Unsaid, then(&Asked::default()), true),
            unsaid,
            page(WhichPlace::Before, then(&asked("30", "288", "-")), true),
            page(WhichPlace::Since, now(&asked("", "-", "-")), false),
        ]
    }
}
