use std::path::PathBuf;

use clap::Subcommand;

/// See what became of text messages and letters: never what they say, and to whom only in part.
#[derive(Debug, Subcommand)]
pub enum MessagesCommand {
    /// Print the latest: when, its id, how, its state, to whom. They are kept for thirty days.
    List {
        /// The configuration of the site.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Only those that are waiting, sent, delivered, undelivered, refused or expired.
        #[arg(long)]
        state: Option<String>,
        /// How many.
        #[arg(long, default_value_t = 50)]
        most: u16,
    },
    /// Print what became of one, step by step.
    Show {
        /// The configuration of the site.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Its id.
        message: String,
    },
}
