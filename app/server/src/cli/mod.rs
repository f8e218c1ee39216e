//! The command line: what there is to do, and for each of them a file with how.

mod alarms;
mod audit;
mod config;
mod import;
mod keys;
mod kit;
mod links;
mod messages;
mod passwords;
mod people;
mod portal;
mod register;
mod staff;
mod systems;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use alarms::AlarmsCommand;
pub use audit::AuditCommand;
pub use config::ConfigCommand;
pub use import::ImportCommand;
pub use keys::KeysCommand;
pub use kit::KitCommand;
pub use links::{LinkAndWhy, LinksCommand};
pub use messages::MessagesCommand;
pub use passwords::PasswordsCommand;
pub use people::PeopleCommand;
pub use portal::PortalCommand;
pub use register::RegisterCommand;
pub use staff::StaffCommand;
pub use systems::{SystemsCommand, SystemsHow};

use crate::log::LogFormat;

/// One identity, many doors: national sign-in, service portals, and the links between their accounts.
#[derive(Debug, Parser)]
#[command(name = "onedoor", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How the log on standard error is written; the variable ONEDOOR_LOG says how much of it.
    #[arg(long, value_enum, default_value_t, global = true)]
    pub log: LogFormat,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a small world of sites in one process, with invented people.
    Demo {
        /// Address and port; port 0 takes any that is free.
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
        /// The directory for databases and keys; made if it does not exist.
        #[arg(long, value_name = "DIR", default_value = "onedoor-demo")]
        data: PathBuf,
    },
    /// Run one site.
    Serve {
        /// Its configuration; see `onedoor config reference`.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Check and explain configurations.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Make and change keys.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Make lists of passwords that nobody may choose.
    #[command(subcommand)]
    Passwords(PasswordsCommand),
    /// Take data over from elsewhere.
    #[command(subcommand)]
    Import(ImportCommand),
    /// What whoever runs a site does for people at the counter.
    #[command(subcommand)]
    People(PeopleCommand),
    /// Give and take the roles of an identity’s staff, who work at /console.
    #[command(subcommand)]
    Staff(StaffCommand),
    /// See what became of text messages and letters.
    #[command(subcommand)]
    Messages(MessagesCommand),
    /// See what a site has taken alarm at, and settle it.
    #[command(subcommand)]
    Alarms(AlarmsCommand),
    /// Keep a copy of a population register.
    #[command(subcommand)]
    Register(RegisterCommand),
    /// Prepare and compare the links of a portal with its national identities.
    #[command(subcommand)]
    Links(LinksCommand),
    /// Register systems at an identity, suspend and retire them, and merge one into another.
    #[command(subcommand)]
    Systems(SystemsCommand),
    /// Move all that a portal has into another.
    #[command(subcommand)]
    Portal(PortalCommand),
    /// Prove that the record of a site was not tampered with.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Try a portal that somebody else wrote, and report whether it keeps to the linking interface.
    #[command(subcommand)]
    Kit(KitCommand),
}
