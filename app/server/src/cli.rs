//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use onedoor_base::Language;

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

/// Check and explain configurations.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Say what is wrong with a configuration, with line and column.
    Check {
        /// The configuration.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the reference of all settings.
    Reference,
}

/// Make and change keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Make a key file for a new site; refuses if the file exists.
    New {
        /// The file to make.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Add a new master key to a key file; it seals from the next start on, the others still open.
    Add {
        /// The key file.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Seal every data key in the database anew with the newest master key of the key file.
    ///
    /// Afterwards the older lines of the key file can be removed. On SQLite the site must be stopped.
    Rewrap {
        /// The configuration of the site.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Make new keys for signing tokens; the old ones stay published for thirty days.
    Rotate {
        /// The configuration of the identity.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Take keys for signing tokens back at once, because somebody else may have them.
    ///
    /// What they signed is not believed any more by whoever asks for the keys again. If one of them signs
    /// now, the next one takes its place. On SQLite the site must be stopped. Without a name, says which
    /// keys there are.
    Withdraw {
        /// The configuration of the identity.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The keys, by the names under which they are published (`kid` at /oauth/jwks); a name that begins
        /// with a dash comes after `--`.
        #[arg(value_name = "KID")]
        kids: Vec<String>,
    },
}

/// Make lists of passwords that nobody may choose.
#[derive(Debug, Subcommand)]
pub enum PasswordsCommand {
    /// Make the file for the setting `breached_passwords` from a list of passwords, one a line.
    ///
    /// The file takes some 2.2 bytes a password and holds no password: only whether one was in the list can be
    /// asked, and one in 8 000 that were not is taken for one that was.
    Build {
        /// The passwords, UTF-8, one a line; lines that are no text are left out.
        #[arg(value_name = "LIST")]
        list: PathBuf,
        /// The file to make.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Take data over from elsewhere.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Take over the local accounts of a portal, with their password hashes.
    ///
    /// The first line names the columns: user_name and display_name, and where they are known
    /// organisation, phone, email, national_number, password_hash. A row is taken whole or refused with
    /// its line and the reason. Running it again with the same file changes nothing.
    Accounts {
        /// The configuration of the portal.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Read and report everything, and write nothing.
        #[arg(long)]
        dry_run: bool,
        /// The older system had the phones confirmed: codes may be sent to them.
        #[arg(long)]
        phones_confirmed: bool,
        /// The accounts, UTF-8.
        #[arg(value_name = "CSV")]
        accounts: PathBuf,
    },
}

/// What whoever runs a site does for people at the counter.
#[derive(Debug, Subcommand)]
pub enum PeopleCommand {
    /// Say the id of a portal's account, as `portal.administrators` wants it.
    ///
    /// On SQLite the site must be stopped; its owner also reads it at /account.
    Account {
        /// The configuration of the portal.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The code of the account's organisation, where the portal has organisations.
        #[arg(long, value_name = "CODE", default_value = "")]
        organisation: String,
        /// The user name.
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Give an account another phone: its owner has lost the old one, and shown who they are.
    ///
    /// Both phones get a message. Linked portals that may know the phone are told that it has changed.
    Phone {
        /// The configuration of the identity.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The login name of the account.
        login: String,
        /// The phone, as people of the country write it.
        phone: String,
    },
    /// Write down that a portal's account is that of the person at the counter, who has shown who they are.
    ///
    /// Their national number is proven from then on: the national account of that number opens the account, and a link
    /// that is made with it is as sure as the national account is. The phone of the account gets a message.
    Number {
        /// The configuration of the portal.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The code of the account's organisation, where the portal has organisations.
        #[arg(long, value_name = "CODE", default_value = "")]
        organisation: String,
        /// What was shown: "identity card, valid until 2031". The owner of the account reads it; give no numbers.
        #[arg(long, value_name = "WORDS")]
        seen: String,
        /// The user name of the account.
        #[arg(value_name = "NAME")]
        name: String,
        /// The national number, as people of the country write it.
        #[arg(value_name = "NUMBER")]
        number: String,
    },
}

/// Give and take the roles of an identity’s staff. In the console two approvers do it together; here whoever runs the
/// machine does, which is how the first ones come about.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Give somebody a role: auditor, support, approver or operator.
    ///
    /// On SQLite the site must be stopped. Two approvers are needed before anything can be approved.
    Grant {
        /// The configuration of the identity.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// For how many days; without it, until it is taken away.
        #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=3660))]
        days: Option<u16>,
        /// The login name of the account.
        login: String,
        /// The role.
        role: String,
    },
    /// Take a role away.
    Revoke {
        /// The configuration of the identity.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The login name of the account.
        login: String,
        /// The role.
        role: String,
    },
    /// List who has which role, and until when.
    List {
        /// The configuration of the identity.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
}

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

/// Prepare and compare the links of a portal with its national identities.
#[derive(Debug, Subcommand)]
pub enum LinksCommand {
    /// Compare a portal's links with what its identities have of them, and heal what differs.
    ///
    /// A running portal does so every night. By hand it is done after an old database was put back; on SQLite
    /// the portal must be stopped. Prints each link that differed and where it stands now. Ends with 1 if any
    /// differs still.
    Compare {
        /// The configuration of the portal.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Heal them also if so many are lost on one side that it seems to have the wrong database.
        #[arg(long)]
        all: bool,
    },
    /// Say which links somebody has and had, with their ids; its owner finds in their record that somebody looked.
    ///
    /// On SQLite the site must be stopped; so it must for the three commands that follow.
    Show {
        /// The configuration of the portal or of the identity.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The user name at a portal (with its organisation before it where there are such: `edu-111/petrova`), the
        /// login name at an identity.
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Let a link open nothing for the time being. The other side is told, whoever is signed in through it is
    /// signed out, and its owner finds it in their record.
    Suspend {
        /// The link, and why.
        #[command(flatten)]
        which: LinkAndWhy,
    },
    /// Let a link that was suspended here open again.
    Resume {
        /// The configuration of the portal or of the identity.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The link, as `onedoor links show` names it.
        #[arg(value_name = "LINK")]
        link: String,
    },
    /// End a link, on both sides and for ever; its owner gets a message on either side. At a portal never the last
    /// way into an account.
    End {
        /// The link, and why.
        #[command(flatten)]
        which: LinkAndWhy,
    },
    /// Prepare links for accounts that are there, out of a file.
    ///
    /// The first line names the columns: user_name and national_number; organisation where the portal has
    /// organisations; display_name where it is known. First every row is looked at, and those that are not clean
    /// are reported with their line and an explanation code. Then the clean ones are prepared. A prepared link
    /// opens nothing: at their first national sign-in people are asked for the password of that account. A run
    /// that was interrupted goes on where it was when the same file is given again. On SQLite the site must be
    /// stopped.
    Prepare {
        /// The configuration of the portal.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Look and report only, and write nothing.
        #[arg(long)]
        check: bool,
        /// The report, CSV; made anew. It has user names and no national numbers.
        #[arg(long, value_name = "OUT")]
        report: Option<PathBuf>,
        /// The rows, UTF-8.
        #[arg(value_name = "CSV")]
        rows: PathBuf,
    },
    /// Say which files were prepared, and how far each is.
    Batches {
        /// The configuration of the portal.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Take back what a file prepared and still waits.
    Withdraw {
        /// The configuration of the portal.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Which, as `onedoor links batches` names it.
        #[arg(value_name = "BATCH")]
        batch: String,
    },
}

/// A link, and why.
#[derive(Debug, Args)]
pub struct LinkAndWhy {
    /// The configuration of the portal or of the identity.
    #[arg(long, value_name = "FILE")]
    pub config: PathBuf,
    /// There are grounds to think that somebody else is using it; its owner is told that this is why.
    #[arg(long)]
    pub suspicion: bool,
    /// The link, as `onedoor links show` names it.
    #[arg(value_name = "LINK")]
    pub link: String,
}

/// Prove that the record of a site was not tampered with.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Say whether rows of the record were changed, deleted, inserted or moved, and which.
    ///
    /// Rows are numbered and sealed in batches within seconds; every seal is bound to the one before.
    /// With the configuration, the site's keys also show rows that the site did not write. The site may
    /// go on running. Ends with 0 if nothing is wrong, with 1 if anything is.
    Verify {
        /// The configuration of the site.
        #[arg(long, value_name = "FILE", required_unless_present = "export", conflicts_with = "export")]
        config: Option<PathBuf>,
        /// A record that `onedoor audit export` wrote, instead of a site's database; needs no keys.
        #[arg(long, value_name = "FILE")]
        export: Option<PathBuf>,
        /// Checkpoints that were kept outside: what /.well-known/audit-checkpoints answered some day, or
        /// statements one to a line. The record must still agree with them. May be given several times.
        #[arg(long, value_name = "FILE")]
        checkpoint: Vec<PathBuf>,
        /// A file of checkpoints that grows: the record must agree with all in it, and if it is good the latest is
        /// added. Let it lie where whoever can change the database cannot change it.
        #[arg(long, value_name = "FILE", conflicts_with = "export")]
        keep: Option<PathBuf>,
    },
    /// Write the whole record to a file that can be verified elsewhere. It speaks of people: keep it safe.
    Export {
        /// The configuration of the site.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The file to make; it must not exist.
        #[arg(value_name = "OUT")]
        out: PathBuf,
    },
}

/// Try a portal that somebody else wrote.
#[derive(Debug, Subcommand)]
pub enum KitCommand {
    /// Write a kit.toml to begin with, and say what to register at the portal; refuses if the file exists.
    New {
        /// The file to make.
        #[arg(value_name = "FILE", default_value = "kit.toml")]
        file: PathBuf,
    },
    /// Play the national side against a portal through all situations; docs/NEW-PORTAL.md explains it.
    ///
    /// Ends with 0 if nothing failed, with 1 if anything did. The portal must know the kit's identity, and
    /// reach it where kit.toml says. Use a portal for tests: accounts there are linked and made.
    Check {
        /// The portal's address: `https://portal.example.org`.
        #[arg(value_name = "URL")]
        url: String,
        /// What the kit needs to know of the portal.
        #[arg(long, value_name = "FILE", default_value = "kit.toml")]
        config: PathBuf,
        /// Only this situation; may be given several times.
        #[arg(long, value_name = "NAME")]
        only: Vec<String>,
        /// Write report.json and report.html, which are handed in, to this directory.
        #[arg(long, value_name = "DIR")]
        report: Option<PathBuf>,
        /// The language of report.html: vi, zh, ru, en.
        #[arg(long, value_name = "TAG", default_value = "en", value_parser = language)]
        language: Language,
    },
    /// List all situations.
    List,
}

fn language(tag: &str) -> Result<Language, String> {
    Language::ALL.into_iter().find(|language| language.tag() == tag).ok_or("one of vi, zh, ru, en".to_owned())
}

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

/// Move all that a portal has into another.
#[derive(Debug, Subcommand)]
pub enum PortalCommand {
    /// Write the accounts, dossiers and links of a portal to a new directory, sealed with a key file.
    ///
    /// The setting `portal.moved_to` must be given, so that nothing changes any more behind what is written; the
    /// portal may go on running with it.
    Export {
        /// The configuration of the portal.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The key file to seal with: one of its own, made with `onedoor keys new`, which goes to the other portal
        /// by another way than the directory.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// Write although the portal is open; what changes meanwhile may be missing. To rehearse.
        #[arg(long)]
        rehearsal: bool,
        /// The directory to make.
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
    /// Take an export of another portal in: accounts, dossiers and links.
    ///
    /// It is done in batches; whatever interrupts it, run it again and it goes on. On PostgreSQL the portal may run
    /// meanwhile, on SQLite it must be stopped. The identity must have merged the systems before (`onedoor systems
    /// merge`) and must be running.
    Absorb {
        /// The configuration of the portal that goes on.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Where the portal is whose export it is, as you know it: its public address. An export that calls itself
        /// otherwise is not taken.
        #[arg(long, value_name = "ADDRESS")]
        from: url::Url,
        /// The key file that the export is sealed with. Each portal has one of its own.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// Read and report everything, and write nothing.
        #[arg(long)]
        check: bool,
        /// The export.
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
}
