use std::path::PathBuf;

use clap::Subcommand;

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
