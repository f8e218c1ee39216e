use std::path::PathBuf;

use clap::Subcommand;

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
