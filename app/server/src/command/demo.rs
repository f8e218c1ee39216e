use std::fmt::Write as _;

use super::{Failure, runtime};
use crate::demo::{DemoOptions, World};
use crate::log::{self, LogFormat};
use crate::process::{Asked, Signals};

pub(super) fn demo(options: DemoOptions, format: LogFormat) -> Result<(), Failure> {
    log::begin(format, "warn");
    runtime()?.block_on(async {
        let world = World::start(options).await.map_err(Failure::told)?;
        let signals = Signals::listen().map_err(Failure::told)?;
        say!("{}", welcome(&world));
        signals.told_to_stop(&Asked::default()).await;
        say!("Closing.");
        world.stop().await;
        Ok(())
    })
}

/// Where to go and whom one can be.
fn welcome(world: &World) -> String {
    let mut text = format!("\nThe street map: {}\n\n", world.address());
    for site in &world.map().sites {
        _ = writeln!(text, "  {:<10} {}", site.role.key(), site.address);
    }
    text.push_str("\nPeople you can be (more on the street map, and in people.json there):\n\n");
    for person in &world.map().people {
        _ = writeln!(text, "  {}", person.name);
        for account in &person.accounts {
            _ = writeln!(text, "      {:<20} {}  {}", account.host, account.login, account.password);
            if let Some(secret) = &account.totp {
                _ = writeln!(text, "      {:<20} {secret}", "");
            }
        }
    }
    let inbox = format!("{}inbox", world.address());
    let data = world.data().display();
    _ = write!(
        text,
        "\nSent messages: {inbox}\nDatabases and keys: {data}\nCtrl-C ends it; the next start goes on from there."
    );
    text
}
