//! Kill either process at each step, again and again, while people link and end and sign in: no half link, no link
//! lost that somebody was told of, no end undone.
//!
//! The seed decides what people do and where processes are killed; how they meet in time is up to the machine.
//! `scripts/crash.sh` runs a long campaign.

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_ten_times_nothing_is_half_or_lost() {
    let plan = Plan {
        kills: 10,
        seed: 7,
        people: 6,
        at_once: 4,
        every: 5,
        engine: Engine::Sqlite,
        patience: Duration::from_millis(600),
    };
    let outcome = run("crash", plan).await;
    println!("{outcome}");
    assert!(outcome.is_good(), "{outcome}");
    let made = outcome.tally.made.load(std::sync::atomic::Ordering::Relaxed);
    assert!(made > 3, "nobody links:\n{outcome}");
}

/// `scripts/crash.sh`: as many kills as the environment says.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "long: run by scripts/crash.sh"]
async fn campaign() {
    let clock = SystemClock.now().seconds().unsigned_abs();
    let seed = number("ONEDOOR_CRASH_SEED").unwrap_or(clock);
    let engine = match std::env::var("ONEDOOR_CRASH_POSTGRES") {
        Ok(url) => Engine::Postgres { url, schema: format!("crash_{}", std::process::id()) },
        Err(_) => Engine::Sqlite,
    };
    let plan = Plan {
        kills: number("ONEDOOR_CRASH_KILLS").unwrap_or(100),
        seed,
        people: 36,
        at_once: 6,
        every: 25,
        engine,
        patience: Duration::from_millis(1500),
    };
    println!("seed {seed}");
    let outcome = run("crash-campaign", plan).await;
    println!("{outcome}");
    assert!(outcome.is_good(), "something was lost");
}
