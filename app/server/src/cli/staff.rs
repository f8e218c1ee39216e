use std::path::PathBuf;

use clap::Subcommand;

/// Give and take the roles of an identity’s staff. In the console two approvers do it together; here whoever runs the
/// machine does, which is how the first ones come about.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Give somebody a role: auditor, support, officer, approver or operator.
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
