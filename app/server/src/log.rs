//! The log: what happened, never about whom. Queries, cookies, bodies and secrets are not written.

use std::io::IsTerminal;

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum LogFormat {
    /// A line of text for each event.
    #[default]
    Text,
    /// A JSON object for each event.
    Json,
}

/// Begins to log on standard error; `ONEDOOR_LOG` says what (`info`, `onedoor_storage=debug`, …).
pub fn begin(format: LogFormat, usual: &str) {
    let filter = EnvFilter::try_from_env("ONEDOOR_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let begun = match format {
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal()).try_init(),
        LogFormat::Json => log.json().with_current_span(false).try_init(),
    };
    if let Err(error) = begun {
        eprintln!("the log was begun already: {error}");
    }
}
