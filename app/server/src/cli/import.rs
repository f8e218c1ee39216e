use std::path::PathBuf;

use clap::Subcommand;

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
