//! What a site does in a second, measured over HTTP on this machine, on both engines.
//!
//!     cargo bench -p onedoor                     SQLite, and PostgreSQL if ONEDOOR_TEST_POSTGRES names one
//!     cargo bench -p onedoor -- --seconds 5      longer
//!
//! Load and site share the machine's cores, every write is durable before the answer, there is no
//! TLS. Judge ratios within one table, never a bare number: machines drift.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

mod forms;
mod load;
mod oauth;
mod world;

use std::time::Duration;

use load::{Connection, Measured};
use world::{Directory, Engine, Gateway};

/// Connections of the load.
const CONNECTIONS: usize = 16;
/// People who are registered for it.
const PEOPLE: usize = 192;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let seconds = arguments
        .iter()
        .position(|a| a == "--seconds")
        .and_then(|at| arguments.get(at + 1)?.parse().ok())
        .unwrap_or(3.0);
    let span = Duration::from_secs_f64(seconds);
    println!("| operation | engine | a second | processor µs each | half within | 99 % within |");
    println!("|---|---|---|---|---|---|");
    let raw = raw_hashing(span);
    println!("| Argon2id alone, {} threads | – | {raw:.0} | – | – | – |", cores());
    let mut engines = vec![Engine::Sqlite];
    engines.extend(std::env::var("ONEDOOR_TEST_POSTGRES").ok().map(Engine::Postgres));
    for engine in engines {
        measure(&engine, span, raw);
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

fn row(name: &str, engine: &Engine, m: Measured) {
    println!(
        "| {name} | {} | {:.0} | {:.0} | {:.1} ms | {:.1} ms |",
        engine.name(),
        m.rate,
        m.processor,
        m.median.as_secs_f64() * 1e3,
        m.slowest_but_one_percent.as_secs_f64() * 1e3
    );
}

fn measure(engine: &Engine, span: Duration, raw: f64) {
    let directory = Directory::new();
    let gateway = Gateway::start();
    let portal_port = world::free_port();
    let callback = format!("http://127.0.0.1:{portal_port}/sign-in/callback");
    let identity = world::identity(&directory.0, engine, world::free_port(), &gateway, &callback);
    let processes = [identity.process()];
    println!(
        "| *memory at rest* | {} | {:.1} MiB | – | – | – |",
        engine.name(),
        load::memory(identity.process())
    );
    let connections =
        || (0..CONNECTIONS).map(|_| Connection::new(identity.address, &identity.host)).collect();

    for (name, path) in [("discovery", "/.well-known/openid-configuration"), ("keys", "/oauth/jwks")] {
        row(name, engine, load::run(&oauth::Fetch { path }, connections(), span, &processes));
    }
    let people = oauth::register(&identity, &gateway, PEOPLE);
    let sign_in = load::run(&oauth::SignIn::new(&identity, &people), connections(), span, &processes);
    row("sign-in by password", engine, sign_in);
    println!(
        "| *sign-in beside Argon2id alone* | {} | {:.2} × | – | – | – |",
        engine.name(),
        sign_in.rate / raw
    );

    let authorize = oauth::Authorize::new(&identity, &callback, &people);
    row("authorization", engine, load::run(&authorize, connections(), span, &processes));
    let exchange = oauth::Exchange::new(&callback, authorize.codes());
    row("code exchange, PKCE", engine, load::run(&exchange, connections(), span * 4, &processes));
    let tokens = exchange.tokens();
    let refresh = oauth::Refresh::new(&tokens);
    row("refresh with rotation", engine, load::run(&refresh, connections(), span, &processes));
    row("userinfo", engine, load::run(&oauth::UserInfo(&tokens), connections(), span, &processes));
    row("introspection", engine, load::run(&oauth::Introspect(&tokens), connections(), span, &processes));

    let portal = world::portal(&directory.0, engine, portal_port, &gateway, &identity.origin);
    let both = [identity.process(), portal.process()];
    let to_portal = (0..CONNECTIONS).map(|_| Connection::new(portal.address, &portal.host)).collect();
    let link = oauth::Link::new(&identity, &people);
    row("link: a whole first sign-in at a portal", engine, load::run(&link, to_portal, span * 4, &both));
}
