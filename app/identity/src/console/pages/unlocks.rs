use onedoor_base::{ApplicationId, Timestamp};
use onedoor_proofing::application::Lock;
use onedoor_ui::components::{
    Button, Checkbox, Form, Notice, Radios, SummaryList, Table, TextField, Tone, button_link, button_row,
    empty_state, heading, lede, section, status,
};
use onedoor_ui::{Icon, Localizer, Markup, Page, Problem, Problems, Sampled, View, Width, html};

use super::applications::{called, deadline};
use super::{AT, breadcrumb};
use crate::console::UNLOCKS;
use crate::lock::lock_key;

/// One line of the queue.
pub(in crate::console) struct UnlockWaiting {
    pub(in crate::console) id: ApplicationId,
    pub(in crate::console) asked_at: Timestamp,
    pub(in crate::console) due: Timestamp,
    /// Working days that are left.
    pub(in crate::console) left: u32,
    pub(in crate::console) late: bool,
}

/// What has just happened at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::console) enum UnlockNotice {
    Granted,
    Refused,
    HandedOn,
    NotAgain,
}

impl UnlockNotice {
    const ALL: [(&'static str, Self); 4] = [
        ("granted", Self::Granted),
        ("refused", Self::Refused),
        ("handed-on", Self::HandedOn),
        ("not-again", Self::NotAgain),
    ];

    /// From the word in the address.
    pub(in crate::console) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(one, _)| *one == word).map(|(_, notice)| notice)
    }

    fn shown(self, t: &Localizer) -> Notice {
        match self {
            Self::Granted => Notice::success(t.get("unlocks-done-granted")),
            Self::Refused => Notice::success(t.get("unlocks-done-refused")),
            Self::HandedOn => Notice::success(t.get("applications-done-handed-on")),
            Self::NotAgain => Notice::info(t.get("unlocks-not-again")),
        }
    }
}

/// Requests to unlock that wait.
pub(in crate::console) struct UnlocksPage {
    pub(in crate::console) notice: Option<UnlockNotice>,
    pub(in crate::console) waiting: Vec<UnlockWaiting>,
    /// The last line, where more follow.
    pub(in crate::console) next: Option<(Timestamp, ApplicationId)>,
    pub(in crate::console) count: i64,
    pub(in crate::console) late: i64,
}

impl UnlocksPage {
    fn table(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = ["applications-one", "unlocks-asked", "applications-due"];
        let columns = columns.map(|key| t.get(key)).to_vec();
        let table = Table::new(t.get("console-corrections-waiting"), columns).quiet_caption();
        self.waiting.iter().fold(table, |table, one| {
            table.row(vec![
                html! { a href=(format!("{UNLOCKS}/{}", one.id)) { (called(t, one.id)) } },
                view.date_time(one.asked_at),
                deadline(view, one.due, one.left, one.late),
            ])
        })
    }
}

impl Page for UnlocksPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("unlocks-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let counted = [("count", self.count.into()), ("late", self.late.into())];
        html! {
            @if let Some(notice) = self.notice { (notice.shown(t)) }
            (heading(self.title(t)))
            (lede(t.get("unlocks-lede")))
            @if self.late > 0 {
                p { (status(t.with("console-corrections-late", &[("late", self.late.into())]), Tone::Bad)) }
            }
            (section(t.get("console-corrections-waiting"), &html! {
                @if self.waiting.is_empty() {
                    (empty_state(Icon::Check, t.get("unlocks-none-title"), t.get("unlocks-none"), &html! {}))
                } @else {
                    p.note { (t.with("console-corrections-card", &counted)) }
                    (self.table(view))
                }
            }))
            @if let Some((due, after)) = self.next {
                (button_row(&button_link(
                    t.get("unlocks-more"),
                    &format!("{UNLOCKS}?due={}&after={after}", due.millis()),
                    false,
                )))
            }
        }
    }
}

impl Sampled for UnlocksPage {
    fn samples() -> Vec<Self> {
        let one = |byte, late| UnlockWaiting {
            id: ApplicationId::from_bytes([byte; 16]),
            asked_at: AT,
            due: AT,
            left: 1,
            late,
        };
        let of = |notice| Self {
            notice,
            waiting: vec![one(1, true), one(2, false)],
            next: Some((AT, ApplicationId::from_bytes([2; 16]))),
            count: 2,
            late: 1,
        };
        let mut all: Vec<Self> = UnlockNotice::ALL.into_iter().map(|(_, notice)| of(Some(notice))).collect();
        all.push(Self { notice: None, waiting: Vec::new(), next: None, count: 0, late: 0 });
        all
    }
}

/// One request.
pub(in crate::console) struct UnlockPage {
    pub(in crate::console) id: ApplicationId,
    pub(in crate::console) name: String,
    pub(in crate::console) asked_at: Timestamp,
    pub(in crate::console) due: Timestamp,
    pub(in crate::console) left: u32,
    pub(in crate::console) late: bool,
    /// Whether it waits for anybody.
    pub(in crate::console) waits: bool,
    /// The key of why this officer must not work on it.
    pub(in crate::console) not_yours: Option<&'static str>,
    pub(in crate::console) locks: Vec<Lock>,
    /// Why it is asked for; nothing before the officer said that it is none of their kin.
    pub(in crate::console) reason: Option<String>,
    /// Whether a new card was seen, and when it was issued, as typed.
    pub(in crate::console) card: bool,
    pub(in crate::console) issued: String,
    pub(in crate::console) answer: String,
    pub(in crate::console) problems: Problems,
}

impl UnlockPage {
    fn path(&self, action: &str) -> String {
        format!("{UNLOCKS}/{}/{action}", self.id)
    }

    fn summary(&self, view: &View) -> SummaryList {
        let t = &view.t;
        let mut list = SummaryList::new();
        if !self.name.is_empty() {
            list = list.row(t.get("console-person"), self.name.as_str());
        }
        list.rich(t.get("unlocks-asked"), view.date_time(self.asked_at))
            .rich(t.get("applications-due"), deadline(view, self.due, self.left, self.late))
    }

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

    fn work(&self, reason: &str, view: &View) -> Markup {
        let t = &view.t;
        let answer = TextField::long("answer", t.get("unlocks-answer")).hint(t.get("unlocks-answer-hint"));
        html! {
            (section(t.get("unlocks-locks"), &html! {
                ul { @for lock in &self.locks { li { (t.get(lock_key(*lock))) } } }
            }))
            (section(t.get("unlocks-reason"), &html! { p { (reason) } }))
            (section(t.get("console-your-decision"), &html! {
                (Form::post(view, self.path("decide")).around(&html! {
                    (Radios::new("verdict", t.get("console-verdict"))
                        .explained("grant", t.get("unlocks-grant"), t.get("unlocks-grant-hint"))
                        .choice("refuse", t.get("console-refuse"))
                        .problems(&self.problems, t))
                    @if self.locks.contains(&Lock::CardExpired) {
                        (Checkbox::new("card", t.get("unlocks-card")).checked(self.card).problems(&self.problems, t))
                        (TextField::digits("issued", t.get("unlocks-card-issued")).value(&self.issued)
                            .hint(t.get("unlocks-card-issued-hint")).width(12).max(40).optional(t)
                            .problems(&self.problems, t))
                    }
                    (answer.max(300).value(self.answer.as_str()).problems(&self.problems, t))
                    (Button::primary(t.get("console-decide")))
                }))
            }))
        }
    }
}

impl Page for UnlockPage {
    fn title(&self, t: &Localizer) -> String {
        called(t, self.id)
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        let mut trail = breadcrumb(t);
        trail.push((t.get("unlocks-title"), UNLOCKS.to_owned()));
        trail
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (self.summary(view))
            @if let Some(why) = self.not_yours { (Notice::warning(t.get(why))) }
            @else if let Some(reason) = &self.reason { (self.work(reason, view)) }
            @else if self.waits { (self.take(view)) }
            @else { (Notice::info(t.get("unlocks-not-again"))) }
        }
    }
}

impl Sampled for UnlockPage {
    fn samples() -> Vec<Self> {
        let page = |reason: Option<&str>, problems| Self {
            id: ApplicationId::from_bytes([1; 16]),
            name: "Trần Văn An".to_owned(),
            asked_at: AT,
            due: AT,
            left: 1,
            late: false,
            waits: true,
            not_yours: None,
            locks: Lock::ALL.to_vec(),
            reason: reason.map(str::to_owned),
            card: false,
            issued: String::new(),
            answer: String::new(),
            problems,
        };
        let why = Some("Tôi đã đổi thẻ căn cước mới");
        let wrong = |field, key| page(why, Problems::one(Problem::new(field, key)));
        vec![
            page(None, Problems::new()),
            page(None, Problems::one(Problem::new("kin", "console-kin-missing"))),
            Self { late: true, ..page(why, Problems::new()) },
            wrong("verdict", "console-verdict-missing"),
            wrong("verdict", "unlocks-authority-only"),
            wrong("card", "unlocks-card-missing"),
            Self {
                card: true,
                issued: "31/02/2026".to_owned(),
                ..wrong("issued", "unlocks-card-issued-wrong")
            },
            Self { card: true, issued: "01/02/2010".to_owned(), ..wrong("issued", "unlocks-card-ended") },
            wrong("answer", "console-reason-missing"),
            Self { waits: false, locks: Vec::new(), ..page(None, Problems::new()) },
            Self { not_yours: Some("applications-kin"), name: String::new(), ..page(None, Problems::new()) },
        ]
    }
}
