use onedoor_base::{Country, LocalAccountId, Timestamp};
use onedoor_proofing::register::{Born, Entry, Sought, Standing};
use onedoor_ui::components::{
    Button, Form, Notice, Radios, Select, Table, Tone, empty_state, heading, lede, status,
};
use onedoor_ui::{Icon, Localizer, Markup, Page, Problem, Problems, Sampled, View, Width, html};

use crate::administration::numbers::PATH;
use crate::identification::REASONS;

/// National numbers that wait for the staff.
pub(in crate::administration) struct NumbersPage {
    /// Whose, since when, and when each should be decided.
    pub(in crate::administration) waiting: Vec<(LocalAccountId, Timestamp, Timestamp)>,
    /// Now.
    pub(in crate::administration) now: Timestamp,
    /// Whether one was just decided.
    pub(in crate::administration) decided: bool,
}

impl NumbersPage {
    fn table(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = ["admin-number-asked", "admin-number-due", "admin-number-look"];
        let columns = columns.map(|column| t.get(column)).to_vec();
        self.waiting.iter().fold(
            Table::new(t.get("admin-numbers-title"), columns).quiet_caption(),
            |table, one| {
                let (account, asked, due) = *one;
                table.row(vec![
                    html! { (view.long_date(asked)) },
                    html! {
                        (view.last_day(due)) " "
                        @if due < self.now { (status(t.get("admin-number-late"), Tone::Bad)) }
                    },
                    html! { a href=(format!("{PATH}/{account}")) { (t.get("admin-number-look-at")) } },
                ])
            },
        )
    }
}

impl Page for NumbersPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("admin-numbers-title")
    }

    fn back(&self) -> Option<String> {
        Some(crate::administration::PATH.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let late = self.waiting.iter().filter(|(_, _, due)| *due < self.now).count();
        html! {
            (heading(t.get("admin-numbers-title")))
            (lede(t.get("admin-numbers-lede")))
            @if self.decided { (Notice::success(t.get("admin-number-decided"))) }
            @if late > 0 {
                @let count = i64::try_from(late).unwrap_or(i64::MAX);
                (Notice::warning(t.with("admin-numbers-late", &[("count", count.into())])))
            }
            @if self.waiting.is_empty() {
                (empty_state(Icon::Document, t.get("admin-numbers-none"), t.get("admin-numbers-none-text"), &html! {}))
            } @else {
                (self.table(view))
            }
        }
    }
}

/// One of them: what its owner said, and whom the register has.
pub(in crate::administration) struct NumberPage {
    pub(in crate::administration) account: LocalAccountId,
    pub(in crate::administration) due_at: Timestamp,
    pub(in crate::administration) said: Sought,
    pub(in crate::administration) found: Vec<Entry>,
    pub(in crate::administration) problems: Problems,
}

impl NumberPage {
    fn beside(&self, entry: &Entry, n: usize, t: &Localizer) -> Table {
        let of = |key| t.get(key);
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let caption = t.with("admin-number-person", &[("n", i64::try_from(n + 1).unwrap_or(1).into())]);
        let columns = vec![of("admin-number-field"), of("admin-number-said"), of("admin-number-register")];
        let row =
            |key, said: String, has: String| vec![html! { (of(key)) }, html! { (said) }, html! { (has) }];
        let standing = match entry.standing {
            Standing::Living => "admin-number-living",
            Standing::Deceased => "admin-number-deceased",
            Standing::Cancelled { .. } => "admin-number-cancelled",
        };
        let former = |all: &[String]| all.join(", ");
        Table::new(caption, columns)
            .row(row("admin-number-number", said(&self.said.number), entry.number.clone()))
            .row(row("identification-name", said(&self.said.name), entry.name.clone()))
            .row(row("admin-number-former", String::new(), former(&entry.former_names)))
            .row(row("identification-born", self.said.born.map(day).unwrap_or_default(), day(entry.born)))
            .row(row("admin-number-standing", String::new(), of(standing)))
    }

    fn form(&self, view: &View) -> Markup {
        let t = &view.t;
        let who = self.found.iter().enumerate().filter(|(_, entry)| entry.standing == Standing::Living);
        let who = who.fold(Radios::new("who", t.get("admin-number-who")), |radios, (n, _)| {
            let n_shown = i64::try_from(n + 1).unwrap_or(1);
            radios.choice(n.to_string(), t.with("admin-number-is", &[("n", n_shown.into())]))
        });
        let why = REASONS.map(|(word, key)| (word.to_owned(), t.get(key)));
        html! {
            (Form::post(view, format!("{PATH}/{}", self.account)).around(&html! {
                (who.choice("none", t.get("admin-number-is-none")).problems(&self.problems, t))
                (Select::new("why", t.get("admin-number-why")).empty(t.get("admin-number-why-none")).options(why)
                    .problems(&self.problems, t))
                (Button::primary(t.get("admin-number-decide")))
            }))
        }
    }
}

/// A birth date as far as it is known.
fn day(born: Born) -> String {
    match (born.month, born.day) {
        (Some(month), Some(day)) => format!("{day:02}.{month:02}.{}", born.year),
        (Some(month), None) => format!("{month:02}.{}", born.year),
        _ => born.year.to_string(),
    }
}

impl Page for NumberPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("admin-number-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(PATH.to_owned())
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("admin-number-title")))
            (lede(t.with("admin-number-lede", &[("date", view.last_day(self.due_at).into())])))
            @for (n, entry) in self.found.iter().enumerate() { (self.beside(entry, n, t)) }
            (self.form(view))
        }
    }
}

impl Sampled for NumbersPage {
    fn samples() -> Vec<Self> {
        let at = Timestamp::from_seconds;
        let of = |n, due| (LocalAccountId::from_bytes([n; 16]), at(1_795_000_000), at(due));
        let now = at(1_795_244_709);
        vec![
            Self { waiting: vec![of(1, 1_795_100_000), of(2, 1_795_300_000)], now, decided: false },
            Self { waiting: Vec::new(), now, decided: true },
        ]
    }
}

impl Sampled for NumberPage {
    fn samples() -> Vec<Self> {
        let born = |year| Born { year, month: Some(3), day: Some(7) };
        let entry = |number: &str, standing| Entry {
            country: Country::Vietnam,
            number: number.to_owned(),
            former_numbers: Vec::new(),
            name: "Đỗ Thuý Hoà".to_owned(),
            former_names: vec!["Đỗ Thị Hòa".to_owned()],
            born: born(1990),
            sex: None,
            residence: None,
            standing,
        };
        let of = |found, problems| Self {
            account: LocalAccountId::from_bytes([1; 16]),
            due_at: Timestamp::from_seconds(1_795_300_000),
            said: Sought {
                country: Country::Vietnam,
                number: Some("001190012345".to_owned()),
                former: None,
                name: Some("Đỗ Thúy Hòa".to_owned()),
                born: Some(Born { year: 1990, month: None, day: None }),
                sex: None,
            },
            found,
            problems,
        };
        let (living, dead) =
            (entry("001190012346", Standing::Living), entry("001190012347", Standing::Deceased));
        let gone = Entry {
            born: Born { day: None, ..born(1990) },
            ..entry("001190012348", Standing::Cancelled { instead: None })
        };
        vec![
            of(vec![living.clone()], Problems::new()),
            of(vec![living, dead, gone], Problems::one(Problem::new("who", "admin-number-choose"))),
        ]
    }
}
