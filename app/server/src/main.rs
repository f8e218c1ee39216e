//! The Onedoor binary.

use std::process::ExitCode;

use clap::Parser;
use onedoor_server::cli::Cli;

fn main() -> ExitCode {
    onedoor_server::command::run(Cli::parse())
}
