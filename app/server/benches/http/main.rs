//! What a site does in a second, measured over HTTP on this machine, on both engines.
//!
//!     scripts/bench.sh                           both engines, PostgreSQL started for it
//!     cargo bench -p onedoor                     SQLite, and PostgreSQL if ONEDOOR_TEST_POSTGRES names one
//!     cargo bench -p onedoor -- --seconds 5      longer
//!
//! Load and site share the machine's cores, every write is durable before the answer, there is no
//! TLS. Judge ratios within one table, never a bare number: machines drift. Beside each operation that
//! programs ask for stands the floor (`floor.rs`): the least that could answer it, asked right before.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

mod floor;
mod forms;
mod load;
mod oauth;
mod second;
mod world;

use std::time::Duration;

use floor::Floor;
use load::{Connection, Measured, Work};
use world::{Directory, Engine, Gateway, Served};

/// Connections of the load.
const CONNECTIONS: usize = 16;
/// People who are registered for it, and sign in at the portal for the first time.
const PEOPLE: usize = 192;
/// Those of them who have an app that makes codes; each code is good once.
const WITH_APP: usize = 160;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, first, file] = arguments.as_slice()
        && first == floor::ARGUMENT
    {
        return floor::serve(file.into());
    }
    let seconds = arguments
        .iter()
        .position(|a| a == "--seconds")
        .and_then(|at| arguments.get(at + 1)?.parse().ok())
        .unwrap_or(3.0);
    let span = Duration::from_secs_f64(seconds);
    let mut engines = vec![Engine::Sqlite];
    engines.extend(std::env::var("ONEDOOR_TEST_POSTGRES").ok().map(Engine::Postgres));
    for engine in engines {
        measure(&engine, span);
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Hashes a second with nothing around them: what the sign-in rate is to be held against.
#[expect(clippy::disallowed_methods, reason = "measuring is what this program is for")]
fn raw_hashing(span: Duration) -> f64 {
    let hashes: usize = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..cores())
            .map(|_| {
                scope.spawn(move || {
                    let mut workspace = onedoor_password::Workspace::new();
                    let begun = std::time::Instant::now();
                    let mut count = 0;
                    while begun.elapsed() < span {
                        onedoor_password::decoy("a password of usual length", &mut workspace);
                        count += 1;
                    }
                    count
                })
            })
            .collect();
        handles.into_iter().map(|h| h.join().expect("a hashing thread")).sum()
    });
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let rate = hashes as f64 / span.as_secs_f64();
    rate
}

fn row(name: &str, m: Measured, floor: Option<Measured>) {
    let beside = floor.map_or("– | –".to_owned(), |f| {
        let (by_rate, by_processor) = (m.rate / f.rate, f.processor / m.processor);
        format!("{:.0}, {:.0} µs | {by_rate:.2}, {by_processor:.2}", f.rate, f.processor)
    });
    println!(
        "| {name} | {:.0} | {:.0} | {:.1} ms | {:.1} ms | {beside} |",
        m.rate,
        m.processor,
        m.median.as_secs_f64() * 1e3,
        m.slowest_but_one_percent.as_secs_f64() * 1e3
    );
}

/// Something that answers, and the process that spends the time.
struct Target<'a> {
    address: std::net::SocketAddr,
    host: &'a str,
    processes: &'a [u32],
}

impl Target<'_> {
    fn run<W: Work>(&self, work: &W, span: Duration) -> Measured {
        let connections = (0..CONNECTIONS).map(|_| Connection::new(self.address, self.host)).collect();
        load::run(work, connections, span, self.processes)
    }
}

/// What programs ask for, done at the floor and then at the site.
fn endpoints(floor: &Floor, site: &Target<'_>, callback: &str, codes: Vec<String>, span: Duration) {
    let floor = Target { address: floor.address, host: "floor", processes: &[floor.process()] };
    let beside = |name: &str, at_floor: Measured, at_site: Measured| row(name, at_site, Some(at_floor));

    for (name, path) in [("discovery", "/.well-known/openid-configuration"), ("keys", "/oauth/jwks")] {
        let fetch = oauth::Fetch { path };
        beside(name, floor.run(&fetch, span), site.run(&fetch, span));
    }
    // At the floor any code will do.
    let any = oauth::Exchange::new(callback, codes.clone());
    let exchange = oauth::Exchange::new(callback, codes);
    beside("code exchange, PKCE", floor.run(&any, span * 4), site.run(&exchange, span * 4));
    let (at_floor, at_site) = (any.tokens(), exchange.tokens());
    let (any, refresh) = (oauth::Refresh::new(&at_floor), oauth::Refresh::new(&at_site));
    beside("refresh with rotation", floor.run(&any, span), site.run(&refresh, span));
    // The last tokens were rotated away at the floor, which keeps one pair of each grant.
    let (at_floor, at_site) = (without_last(&at_floor), without_last(&at_site));
    let (any, userinfo) = (oauth::UserInfo(at_floor), oauth::UserInfo(at_site));
    beside("userinfo", floor.run(&any, span), site.run(&userinfo, span));
    let (any, introspect) = (oauth::Introspect(at_floor), oauth::Introspect(at_site));
    beside("introspection", floor.run(&any, span), site.run(&introspect, span));
}

fn without_last(tokens: &[oauth::Tokens]) -> &[oauth::Tokens] {
    &tokens[..tokens.len().saturating_sub(oauth::CHAINS)]
}

fn measure(engine: &Engine, span: Duration) {
    let directory = Directory::new();
    let gateway = Gateway::start();
    let portal_port = world::free_port();
    let callback = format!("http://127.0.0.1:{portal_port}/sign-in/callback");
    let identity = world::identity(&directory.0, engine, world::free_port(), &gateway, &callback);
    println!("\n{}, {seconds:.0} s each:\n", engine.name(), seconds = span.as_secs_f64());
    println!(
        "| operation | a second | processor µs each | half within | 99 % within | floor | share of it, by rate and by processor |"
    );
    println!("|---|---|---|---|---|---|---|");
    let memory = load::memory(identity.process());
    let processes = [identity.process()];
    let site = Target { address: identity.address, host: &identity.host, processes: &processes };

    let people = oauth::register(&identity, &gateway, 0..PEOPLE, |person, _| person);
    let raw = raw_hashing(span);
    let sign_in = site.run(&oauth::SignIn::new(&identity, &people), span);
    println!("| Argon2id alone, {} threads | {raw:.0} | – | – | – | – | – |", cores());
    row("sign-in by password", sign_in, None);
    println!("| *sign-in beside Argon2id alone* | {:.2} × | – | – | – | – | – |", sign_in.rate / raw);
    let owners = oauth::register(&identity, &gateway, PEOPLE..PEOPLE + WITH_APP, second::equip);
    // It ends when everybody has come.
    let second = site.run(&second::SignIn::new(&identity, owners), Duration::from_mins(1));
    row("sign-in by password and the code of an app", second, None);
    println!(
        "| *the second step beside the password alone* | {:.2} × by rate, {:.2} ms of processor more | – | – | – | – | – |",
        second.rate / sign_in.rate,
        (second.processor - sign_in.processor) / 1e3
    );
    let authorize = oauth::Authorize::new(&identity, &callback, &people);
    row("authorization", site.run(&authorize, span), None);
    endpoints(&Floor::start(&directory.0), &site, &callback, authorize.codes(), span);
    link(engine, &directory, &gateway, (&identity, portal_port), &people);
    println!("\nThe identity at rest took {memory:.1} MiB of memory.");
}

/// First sign-ins at a portal: the account is made and linked.
fn link(
    engine: &Engine,
    directory: &Directory,
    gateway: &Gateway,
    (identity, port): (&Served, u16),
    people: &[oauth::Person],
) {
    let portal = world::portal(&directory.0, engine, port, gateway, &identity.origin);
    let both = [identity.process(), portal.process()];
    let target = Target { address: portal.address, host: &portal.host, processes: &both };
    // It ends when everybody has come.
    let links = target.run(&oauth::Link::new(identity, people), Duration::from_mins(1));
    row("first sign-in at a portal, account made and linked", links, None);
}
