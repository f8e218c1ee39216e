use std::path::PathBuf;

use clap::Subcommand;

/// See what a site has taken alarm at, and settle it.
#[derive(Debug, Subcommand)]
pub enum AlarmsCommand {
    /// Print those that stand: when they were met last, their id, state, kind, what of, how often, and figures.
    List {
        /// The configuration of the site.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Also those that are settled.
        #[arg(long)]
        all: bool,
    },
    /// Print one with all that is known of it, and note that it was seen.
    Show {
        /// The configuration of the site.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Its id.
        alarm: String,
    },
    /// Say that it is over: what it slowed down goes on, and if it is met again it is a new one.
    Settle {
        /// The configuration of the site.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Its id.
        alarm: String,
    },
}
