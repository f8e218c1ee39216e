use std::path::PathBuf;

use clap::Subcommand;

/// The copy of a population register that a site may have in its own database (`[register] replica = true`).
#[derive(Debug, Subcommand)]
pub enum RegisterCommand {
    /// Fill the copy from a file; docs/REGISTER.md describes it.
    ///
    /// Whoever is there already is replaced. A row that is no person is told with its line, and the others are taken.
    /// Whatever interrupts it, give it the same file again and it goes on where it was. The site may be running.
    Import {
        /// The configuration of the site.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The people in the file are taken out of the copy; only their numbers are read.
        #[arg(long)]
        removed: bool,
        /// The people, UTF-8.
        #[arg(value_name = "CSV")]
        people: PathBuf,
    },
    /// Print how many people the copy has, and the latest files that it was filled from.
    Show {
        /// The configuration of the site.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
}
