//! The people: what each of them has, does, and was told.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use onedoor_base::Clock as _;
use onedoor_site::SystemClock;

use super::dice::Dice;
use super::town::Town;
use crate::support::browser::{Browser, Page, Stuck};

pub(crate) const PASSWORD: &str = "Mật khẩu số 1";
/// The same as an old system kept it (`openssl passwd -1`).
const HASH: &str = "$1$ROjGfG2T$UIn9lybyYKcjRD05Le3uR0";

/// What a person was told last of their link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// It is made, or will be without them.
    Linked,
    /// There is none, or it has ended.
    NotLinked,
    /// They asked for a link and heard nothing.
    Asked,
    /// They asked for its end and heard nothing.
    Ending,
}

/// What happened, all people together.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) made: AtomicU64,
    pub(crate) promised: AtomicU64,
    pub(crate) ended: AtomicU64,
    pub(crate) sign_ins: AtomicU64,
    pub(crate) decided: AtomicU64,
    pub(crate) refused: AtomicU64,
    pub(crate) unanswered: AtomicU64,
    pub(crate) losses: Mutex<Vec<String>>,
    /// Pages that nobody expected, each once.
    pub(crate) odd: Mutex<std::collections::BTreeMap<String, u64>>,
}

impl Tally {
    pub(crate) fn lost(&self, what: String) {
        self.losses.lock().unwrap().push(what);
    }

    pub(crate) fn odd(&self, doing: &str, page: &Page) {
        let title = page.html.split_once("<title>").and_then(|(_, rest)| rest.split_once('<'));
        let title = title.map_or("", |(title, _)| title);
        *self.odd.lock().unwrap().entry(format!("{doing}: {} {title}", page.status)).or_default() += 1;
    }
}

pub(crate) fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

/// One person.
pub(crate) struct Person {
    pub(crate) n: u8,
    pub(crate) login: String,
    /// Their account at the portal, if they had one before; another may know its password, too.
    pub(crate) account: Option<String>,
    known: Mutex<Known>,
    /// Whether they have asked to have the telephone removed that their account had, and were told that it is.
    pub(crate) removed: Mutex<(bool, bool)>,
    /// What they did and were told, for whoever asks what went wrong.
    trail: Mutex<Vec<String>>,
    browser: Mutex<Browser>,
}

impl Person {
    /// Every third has no account at the portal; of the others every second pair has one together.
    fn new(n: u8, town: &Town) -> Self {
        let account = account_of(n);
        let (known, browser) = (Mutex::new(Known::NotLinked), Mutex::new(town.browser(n)));
        let (removed, trail) = (Mutex::default(), Mutex::default());
        Self { n, login: format!("person{n:03}"), account, known, removed, trail, browser }
    }

    pub(crate) fn phone(&self) -> String {
        format!("+84987654{:03}", self.n)
    }

    /// Whether another person knows the password of the account, too.
    pub(crate) fn is_one_of_two(&self) -> bool {
        self.n % 6 >= 4
    }

    pub(crate) fn known(&self) -> Known {
        *self.known.lock().unwrap()
    }

    pub(crate) fn knows(&self, known: Known) {
        self.did(&format!("knows {known:?}"));
        *self.known.lock().unwrap() = known;
    }

    pub(crate) fn did(&self, what: &str) {
        let at = SystemClock.now().millis() % 10_000_000;
        self.trail.lock().unwrap().push(format!("{at} {what}"));
    }

    /// What they did last.
    pub(crate) fn trail(&self) -> String {
        let trail = self.trail.lock().unwrap();
        trail[trail.len().saturating_sub(30)..].join("\n  ")
    }

    /// The browser of last time, or a new one.
    pub(crate) fn browser(&self, town: &Town, dice: &mut Dice) -> Browser {
        let mut kept = self.browser.lock().unwrap();
        if dice.chance(60) {
            *kept = town.browser(self.n);
        }
        kept.clone()
    }

    /// Registers at the identity.
    async fn register(&self, town: &Town) -> Result<Page, Stuck> {
        let browser = town.browser(self.n);
        let form = browser.try_get(&town.pair.identity.at("/register")).await?;
        let filled = [("name", "Nguyễn Thị An"), ("phone", &self.phone()), ("consent", "yes")];
        let asked = browser.try_send(&form, "/register", &filled).await?;
        asked.find_form("/register/code")?;
        let code = town.pair.gateway.code_to(&self.phone(), 0).await;
        let credentials = browser.try_send(&asked, "/register/code", &[("code", &code)]).await?;
        let filled = [("login", self.login.as_str()), ("password", PASSWORD), ("again", PASSWORD)];
        browser.try_send(&credentials, "/register/credentials", &filled).await
    }
}

fn account_of(n: u8) -> Option<String> {
    match n % 6 {
        0 | 3 => None,
        4 | 5 => Some(format!("together{:03}", n / 6)),
        _ => Some(format!("account{n:03}")),
    }
}

/// The accounts that the portal had before, as it imports them.
pub(crate) fn accounts(people: u8) -> String {
    let mut rows: Vec<String> = (1..=people).filter_map(account_of).collect();
    rows.sort();
    rows.dedup();
    // With a telephone that the identity does not vouch for: it is put on hold when the account is linked.
    let row = |(n, name): (usize, String)| format!("{name},{name},+84912345{n:03},{HASH}\n");
    let rows: String = rows.into_iter().enumerate().map(row).collect();
    format!("user_name,display_name,phone,password_hash\n{rows}")
}

/// So many people, each with a national account.
pub(crate) async fn settle(town: &Arc<Town>, people: u8) -> Vec<Arc<Person>> {
    let all: Vec<_> = (1..=people).map(|n| Arc::new(Person::new(n, town))).collect();
    let registering = all.iter().map(|person| {
        let (person, town) = (Arc::clone(person), Arc::clone(town));
        tokio::spawn(async move {
            let page = person.register(&town).await.expect("registered");
            assert!(page.status.is_success(), "{page}");
        })
    });
    for registering in registering.collect::<Vec<_>>() {
        registering.await.expect("registered");
    }
    all
}
