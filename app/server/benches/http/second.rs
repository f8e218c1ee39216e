//! Signing in with a second step: the password, the page that asks for a code, and the code of an app.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use onedoor_authenticators::totp;

use crate::forms::Browser;
use crate::load::{Answer, Connection, Work};
use crate::oauth::{PASSWORD, Person, expect, network};
use crate::world::Served;

/// The step of codes that it is.
#[expect(clippy::disallowed_methods, reason = "the site that is measured goes by the clock of the machine")]
fn step() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    totp::step_at(i64::try_from(now.as_secs()).expect("seconds"))
}

/// Somebody with an app, and its secret.
pub(crate) struct Owner {
    login: String,
    secret: Vec<u8>,
}

/// Adds an app to the account that is signed in.
pub(crate) fn equip(person: Person, mut browser: Browser) -> Owner {
    let page = browser.get("/account/security/totp");
    expect(&page, 200);
    let html = String::from_utf8_lossy(&page.body).into_owned();
    let secret =
        html.split("secret=").nth(1).map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric));
    let secret = totp::from_base32(&secret.expect("the secret").collect::<String>()).expect("base 32");
    // The code before the present one, which is left for signing in.
    let code = totp::code(&secret, step() - 1);
    let added = browser.submit(&page, "/account/security/totp", &[("code", &code), ("label", "App")]);
    expect(&added, 303);
    Owner { login: person.login, secret }
}

/// Each owner once.
pub(crate) struct SignIn<'a> {
    identity: &'a Served,
    owners: Mutex<Vec<Owner>>,
    next: AtomicUsize,
}

impl<'a> SignIn<'a> {
    pub(crate) const fn new(identity: &'a Served, owners: Vec<Owner>) -> Self {
        Self { identity, owners: Mutex::new(owners), next: AtomicUsize::new(0) }
    }
}

impl Work for SignIn<'_> {
    /// A browser, and the page with the form.
    type State = (Browser, Answer);

    fn prepare(&self, _: &mut Connection, _: usize) -> Self::State {
        let connection = Connection::new(self.identity.address, &self.identity.host);
        let mut browser = Browser::new(connection, &self.identity.origin, network(0));
        let page = browser.get("/sign-in");
        expect(&page, 200);
        (browser, page)
    }

    fn step(&self, _: &mut Connection, (browser, page): &mut Self::State) -> bool {
        let Some(owner) = self.owners.lock().expect("owners").pop() else { return false };
        browser.network = network(self.next.fetch_add(1, Ordering::Relaxed) + 5000);
        let fields = [("identifier", owner.login.as_str()), ("password", PASSWORD)];
        let begun = browser.submit(page, "/sign-in", &fields);
        expect(&begun, 303);
        let asks = browser.follow(begun);
        expect(&asks, 200);
        let code = totp::code(&owner.secret, step());
        let done = browser.submit(&asks, "/sign-in/second", &[("code", &code)]);
        expect(&done, 303);
        assert!(browser.forget("session"), "no session: {}", done.head);
        true
    }
}
