//! What the commands do.

/// Prints a line; whatever becomes of it, what the command was asked to do goes on.
macro_rules! say {
    ($($words:tt)*) => {
        _ = $crate::command::print(format_args!("{}\n", format_args!($($words)*)))
    };
}

/// The same where complaints go.
macro_rules! complain {
    ($($words:tt)*) => {
        _ = std::io::Write::write_fmt(
            &mut std::io::stderr().lock(),
            format_args!("{}\n", format_args!($($words)*)),
        )
    };
}

mod alarms;
mod audit;
mod comparison;
mod config;
mod demo;
mod import;
mod keys;
mod kit;
mod link_acts;
mod links;
mod messages;
mod passwords;
mod people;
mod portal;
mod register;
mod serve;
mod staff;
mod systems;

use std::fmt::Display;
use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

use onedoor_portal::counter::Shown;
use onedoor_portal::import::ImportOptions;

use crate::cli::{
    Cli, Command, ConfigCommand, ImportCommand, KeysCommand, LinksCommand, PasswordsCommand, PeopleCommand,
    PortalCommand,
};
use crate::config::ConfigError;
use crate::demo::DemoOptions;

/// Why a command did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The configuration.
    #[error("{0}")]
    Config(#[from] ConfigError),
    /// Anything else, in words for the operator.
    #[error("onedoor: {0}")]
    Told(String),
}

impl Failure {
    /// With what stood in the way, and where.
    pub fn told(what: impl std::fmt::Display) -> Self {
        Self::Told(what.to_string())
    }

    /// 2 when it was asked wrongly (as clap has it), 1 when it could not be done.
    fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Config(_) => 2,
            Self::Told(_) => 1,
        })
    }
}

/// Does what the command line says.
pub fn run(cli: Cli) -> ExitCode {
    let done = match cli.command {
        Command::Demo { listen, data } => demo::demo(DemoOptions { listen, data }, cli.log),
        Command::Serve { config } => serve::serve(&config, cli.log),
        Command::Config(ConfigCommand::Check { file }) => config::check(&file),
        Command::Config(ConfigCommand::Reference) => config::reference(),
        Command::Keys(KeysCommand::New { file }) => keys::new(&file),
        Command::Keys(KeysCommand::Add { file }) => keys::add(&file),
        Command::Keys(KeysCommand::Rewrap { config }) => keys::rewrap(&config),
        Command::Keys(KeysCommand::Rotate { config }) => keys::rotate(&config),
        Command::Keys(KeysCommand::Withdraw { config, kids }) => keys::withdraw(&config, &kids),
        Command::Passwords(PasswordsCommand::Build { list, file }) => passwords::build(&list, &file),
        Command::Import(ImportCommand::Accounts { config, dry_run, phones_confirmed, accounts }) => {
            let options = ImportOptions { dry_run, phones_confirmed, ..ImportOptions::default() };
            import::accounts(&config, &accounts, options)
        }
        Command::Messages(asked) => messages::run(&asked),
        Command::Alarms(asked) => alarms::run(&asked),
        Command::Register(asked) => register::run(asked),
        Command::Staff(asked) => staff::run(asked),
        Command::Links(LinksCommand::Compare { config, all }) => comparison::links(&config, all),
        Command::People(PeopleCommand::Account { config, organisation, name }) => {
            people::account(&config, &organisation, &name)
        }
        Command::Links(LinksCommand::Show { config, name }) => link_acts::show(&config, &name),
        Command::Links(LinksCommand::Suspend { which }) => link_acts::suspend(&which),
        Command::Links(LinksCommand::Resume { config, link }) => link_acts::resume(&config, &link),
        Command::Links(LinksCommand::End { which }) => link_acts::end(&which),
        Command::People(PeopleCommand::Phone { config, login, phone }) => {
            people::phone(&config, &login, &phone)
        }
        Command::People(PeopleCommand::Number { config, organisation, seen, name, number }) => {
            people::number(
                &config,
                &Shown { organisation: &organisation, name: &name, number: &number, seen: &seen },
            )
        }
        Command::Links(LinksCommand::Prepare { config, check, report, rows }) => {
            links::prepare(&config, rows, check, report.as_deref())
        }
        Command::Links(LinksCommand::Batches { config }) => links::batches(&config),
        Command::Links(LinksCommand::Withdraw { config, batch }) => links::withdraw(&config, &batch),
        Command::Systems(asked) => systems::run(&asked),
        Command::Portal(PortalCommand::Export { config, key, rehearsal, dir }) => {
            portal::export(&config, &key, &dir, rehearsal)
        }
        Command::Portal(PortalCommand::Absorb { config, from, key, check, dir }) => {
            portal::absorb(&config, (&key, &from), &dir, check)
        }
        Command::Audit(asked) => audit::run(&asked),
        Command::Kit(command) => kit::run(command),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            complain!("{failure}");
            failure.code()
        }
    }
}

/// Not `print!`: a reader such as `head` may close the pipe, and then nobody wants to see the rest.
fn print(text: impl Display) -> Result<(), Failure> {
    match write!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| Failure::told(format!("cannot print: {error}"))),
    }
}

/// The asynchronous workers: one for every core, and few threads beside them, which cost memory.
fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(16)
        .build()
        .map_err(|error| Failure::told(format!("cannot start threads: {error}")))
}
