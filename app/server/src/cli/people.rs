use std::path::PathBuf;

use clap::Subcommand;

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
