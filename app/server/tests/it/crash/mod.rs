//! Kill either process at each step, again and again, while people link and end and sign in: no half link, no link
//! lost that somebody was told of, no end undone.
//!
//! The seed decides what people do and where processes are killed; how they meet in time is up to the machine.
//! `scripts/crash.sh` makes the campaign long.

mod campaign;
mod dice;
mod people;
mod places;
mod relay;
mod town;
mod truth;
mod ways;

use std::time::Duration;

use onedoor_base::Clock as _;
use onedoor_site::SystemClock;

use campaign::{Plan, run};
use town::Engine;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is no number")))
}

/// Short, and the same each time.
fn short() -> Plan {
    Plan {
        kills: 10,
        seed: 7,
        people: 6,
        at_once: 4,
        every: 5,
        engine: Engine::Sqlite,
        patience: Duration::from_millis(600),
    }
}

/// As `scripts/crash.sh` says in the environment.
fn long(kills: u64) -> Plan {
    let clock = SystemClock.now().seconds().unsigned_abs();
    let engine = match std::env::var("ONEDOOR_CRASH_POSTGRES") {
        Ok(url) => Engine::Postgres { url, schema: format!("crash_{}", std::process::id()) },
        Err(_) => Engine::Sqlite,
    };
    Plan {
        kills,
        seed: number("ONEDOOR_CRASH_SEED").unwrap_or(clock),
        people: 36,
        at_once: 6,
        every: 25,
        engine,
        patience: Duration::from_millis(1500),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_again_and_again_nothing_is_half_or_lost() {
    let plan = number("ONEDOOR_CRASH_KILLS").map_or_else(short, long);
    println!("seed {}", plan.seed);
    let outcome = run("crash", plan).await;
    println!("{outcome}");
    assert!(outcome.is_good(), "something was lost:\n{outcome}");
    let made = outcome.tally.made.load(std::sync::atomic::Ordering::Relaxed);
    assert!(made > 3, "nobody links:\n{outcome}");
}
