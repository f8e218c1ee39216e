use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_proofing::application::Lock;
use onedoor_storage::proofing::UnlockState;
use onedoor_ui::components::{Button, Form, Notice, button_link, button_row, heading, lede, section};
use onedoor_ui::{Localizer, Page, Sampled, View};

use crate::lock::unlock::{OWN, UNLOCK};
use crate::lock::{ASK, PATH};

/// Whether an electronic identity is locked, and what to do.
pub(in crate::lock) struct LockPage {
    /// The key of what has just happened.
    pub(in crate::lock) notice: Option<&'static str>,
    /// What lies on it; `None` where none is in use.
    pub(in crate::lock) locks: Option<Vec<Lying>>,
    /// No device has a passcode: an officer who unlocks makes the one that was tried worthless.
    pub(in crate::lock) unbound: bool,
    /// The last request to an officer.
    pub(in crate::lock) asked: Option<Asked>,
}

/// A request to an officer: where it stands, until when an answer is due, and the answer.
#[derive(Debug, Clone)]
pub(in crate::lock) struct Asked {
    pub(in crate::lock) state: UnlockState,
    pub(in crate::lock) due: Timestamp,
    pub(in crate::lock) answer: Option<String>,
}

/// A lock that lies on it.
#[derive(Debug, Clone)]
pub(in crate::lock) struct Lying {
    pub(in crate::lock) lock: Lock,
    pub(in crate::lock) since: Option<Timestamp>,
    /// The number of the order, where it was ordered.
    pub(in crate::lock) order: Option<String>,
}

/// What a lock is called.
pub(crate) const fn lock_key(lock: Lock) -> &'static str {
    match lock {
        Lock::Person => "lock-person-desk",
        Lock::Passcode => "lock-passcode",
        Lock::Authority => "lock-authority",
        Lock::CardExpired => "lock-card-expired-desk",
    }
}

impl Lying {
    /// The keys of what it is, by whom it came, and what to do about it.
    const fn keys(&self) -> (&'static str, &'static str, &'static str) {
        match self.lock {
            Lock::Person => ("lock-person", "lock-person-by", "lock-person-do"),
            Lock::Passcode => ("lock-passcode", "lock-passcode-by", "lock-passcode-do"),
            Lock::Authority => ("lock-authority", "lock-authority-by", "lock-authority-do"),
            Lock::CardExpired => ("lock-card-expired", "lock-card-expired-by", "lock-card-expired-do"),
        }
    }

    fn shown(&self, view: &View) -> Markup {
        let t = &view.t;
        let (what, by, then) = self.keys();
        section(
            t.get(what),
            &html! {
                p {
                    (t.get(by))
                    @if let Some(since) = self.since { " " (view.date_time(since)) }
                }
                @if let Some(order) = &self.order {
                    p { (t.with("lock-order", &[("number", order.as_str().into())])) }
                }
                p { (t.get(then)) }
            },
        )
    }
}

impl LockPage {
    /// What has just happened, by its word in the address.
    pub(in crate::lock) fn notice_of(word: &str) -> Option<&'static str> {
        match word {
            "locked" => Some("lock-now-locked"),
            "unlocked" => Some("lock-now-unlocked"),
            "asked" => Some("lock-now-asked"),
            _ => None,
        }
    }

    fn is_locked(&self) -> bool {
        self.locks.as_ref().is_some_and(|locks| !locks.is_empty())
    }

    fn has(&self, lock: Lock) -> bool {
        self.locks.iter().flatten().any(|lying| lying.lock == lock)
    }

    fn heading(&self) -> &'static str {
        match &self.locks {
            None => "lock-nothing",
            Some(locks) if locks.is_empty() => "lock-title",
            Some(_) => "lock-locked",
        }
    }

    /// What the person does about it: themselves, or by an officer.
    fn unlocking(&self, view: &View) -> Markup {
        let t = &view.t;
        let own = OWN.iter().any(|lock| self.has(*lock));
        let waits = self.asked.as_ref().is_some_and(|asked| asked.state == UnlockState::Open);
        let asks = (own || self.has(Lock::CardExpired)) && !waits;
        html! {
            @if let Some(asked) = &self.asked { (Self::request(asked, view)) }
            @if own || asks {
                (button_row(&html! {
                    @if own { (button_link(t.get("unlock-title"), UNLOCK, true)) }
                    @if asks { (button_link(t.get("unlock-ask"), ASK, !own)) }
                }))
            }
        }
    }

    fn request(asked: &Asked, view: &View) -> Markup {
        let t = &view.t;
        let said = match asked.state {
            UnlockState::Open => t.with("lock-asked-due", &[("date", view.last_day(asked.due).into())]),
            UnlockState::Refused => t.get("lock-asked-refused"),
            UnlockState::Granted | UnlockState::Over => return html! {},
        };
        section(
            t.get("lock-asked"),
            &html! {
                p { (said) }
                @if let Some(answer) = &asked.answer { p { (t.get("lock-asked-answer")) " " (answer) } }
            },
        )
    }

    /// Where a new passcode is chosen, and a device for it.
    fn binding(view: &View) -> Markup {
        let t = &view.t;
        let here = format!("{}?here=yes", crate::activation::PATH);
        section(
            t.get("lock-unbound"),
            &html! {
                p { (t.get("lock-unbound-do")) }
                (button_row(&button_link(t.get("lock-unbound-button"), &here, true)))
            },
        )
    }

    fn locking(view: &View) -> Markup {
        let t = &view.t;
        Form::post(view, PATH).around(&html! {
            p { (t.get("lock-undo")) }
            (button_row(&html! { (Button::danger(t.get("lock-do"))) }))
        })
    }
}

impl Page for LockPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(self.heading())
    }

    fn offers_help(&self) -> bool {
        self.is_locked()
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("app-home-title"), crate::phone_app::PATH.to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if let Some(notice) = self.notice { (Notice::success(t.get(notice))) }
            (heading(self.title(t)))
            @if let Some(locks) = &self.locks {
                @if locks.is_empty() {
                    @if self.unbound { (Self::binding(view)) }
                    (lede(t.get("lock-lede")))
                    p { (t.get("lock-means")) }
                    (Self::locking(view))
                } @else {
                    (lede(t.get("lock-locked-lede")))
                    @for lying in locks { (lying.shown(view)) }
                    (self.unlocking(view))
                    @if !self.has(Lock::Person) {
                        (section(t.get("lock-besides"), &Self::locking(view)))
                    }
                }
            } @else {
                (lede(t.get("lock-nothing-lede")))
                (button_row(&button_link(t.get("activate-see"), crate::phone_app::PATH, true)))
            }
        }
    }
}

impl Sampled for LockPage {
    fn samples() -> Vec<Self> {
        let since = Some(Timestamp::from_seconds(1_795_244_709));
        let page = |locks| Self { notice: None, locks, unbound: false, asked: None };
        let lying =
            |lock| Lying { lock, since, order: (lock == Lock::Authority).then(|| "142/QĐ-CSHS".to_owned()) };
        let asked = |state, answer: Option<&str>| Asked {
            state,
            due: Timestamp::from_seconds(1_795_244_709),
            answer: answer.map(str::to_owned),
        };
        let mut all = vec![
            page(None),
            page(Some(Vec::new())),
            Self { notice: Some("lock-now-locked"), ..page(Some(vec![lying(Lock::Person)])) },
            Self { notice: Some("lock-now-unlocked"), ..page(Some(Vec::new())) },
            Self { unbound: true, ..page(Some(Vec::new())) },
            Self {
                notice: Some("lock-now-asked"),
                asked: Some(asked(UnlockState::Open, None)),
                ..page(Some(vec![lying(Lock::CardExpired)]))
            },
            Self {
                asked: Some(asked(UnlockState::Refused, Some("Ảnh thẻ mới chưa rõ"))),
                ..page(Some(vec![lying(Lock::CardExpired)]))
            },
            page(Some(Lock::ALL.map(lying).to_vec())),
        ];
        all.extend(Lock::ALL.map(|lock| page(Some(vec![lying(lock)]))));
        all
    }
}
