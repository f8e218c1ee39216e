use std::path::PathBuf;

use clap::Subcommand;
use onedoor_base::Language;

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
