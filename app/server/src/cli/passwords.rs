use std::path::PathBuf;

use clap::Subcommand;

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
