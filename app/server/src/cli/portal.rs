use std::path::PathBuf;

use clap::Subcommand;

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
