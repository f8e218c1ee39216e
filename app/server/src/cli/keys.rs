use std::path::PathBuf;

use clap::Subcommand;

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
