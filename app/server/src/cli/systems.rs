use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Register systems at an identity, suspend and retire them, and merge one into another.
///
/// On PostgreSQL the identity may go on running and sees every change at once. On SQLite it must be stopped.
#[derive(Debug, Subcommand)]
pub enum SystemsCommand {
    /// Say which systems there are and where they stand.
    List {
        /// The configuration of the identity.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Say how a system is registered, how it came to stand where it does, and how many links it has.
    Show {
        /// The system, by its client_id.
        #[arg(value_name = "SYSTEM")]
        system: String,
        /// The configuration of the identity.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Register a system that does not stand in the configuration, or change how it is registered.
    Register {
        /// Its settings, those of one entry of `identity.clients`.
        #[arg(value_name = "CLIENT.toml")]
        client: PathBuf,
        /// Where and why.
        #[command(flatten)]
        how: SystemsHow,
    },
    /// Let nobody sign in at a system for the time being; whoever is signed in there is signed out.
    Suspend {
        /// The system, by its client_id.
        #[arg(value_name = "SYSTEM")]
        system: String,
        /// Where and why.
        #[command(flatten)]
        how: SystemsHow,
    },
    /// Let people sign in again at a system that was suspended.
    Resume {
        /// The system, by its client_id.
        #[arg(value_name = "SYSTEM")]
        system: String,
        /// Where and why.
        #[command(flatten)]
        how: SystemsHow,
    },
    /// End a system for good: its links end and their owners are told.
    ///
    /// Of a system that was merged into another, this ends what the other has not taken over.
    Retire {
        /// The system, by its client_id.
        #[arg(value_name = "SYSTEM")]
        system: String,
        /// Where and why.
        #[command(flatten)]
        how: SystemsHow,
    },
    /// Let one system take the place of another.
    ///
    /// Nobody signs in at FROM any more. The portal of INTO then takes the accounts over with `onedoor portal
    /// absorb`, and each link as it tells of it.
    Merge {
        /// The system that ends, by its client_id.
        #[arg(value_name = "FROM")]
        from: String,
        /// The system that goes on, by its client_id.
        #[arg(value_name = "INTO")]
        into: String,
        /// Where and why.
        #[command(flatten)]
        how: SystemsHow,
    },
}

/// Where and why.
#[derive(Debug, Args)]
pub struct SystemsHow {
    /// The configuration of the identity.
    #[arg(long, value_name = "FILE")]
    pub config: PathBuf,
    /// Why, for the history of the system.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub why: String,
}
