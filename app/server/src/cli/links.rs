use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Prepare and compare the links of a portal with its national identities.
#[derive(Debug, Subcommand)]
pub enum LinksCommand {
    /// Compare a portal's links with what its identities have of them, and heal what differs.
    ///
    /// A running portal does so every night. By hand it is done after an old database was put back; on SQLite
    /// the portal must be stopped. Prints each link that differed and where it stands now. Ends with 1 if any
    /// differs still.
    Compare {
        /// The configuration of the portal.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Heal them also if so many are lost on one side that it seems to have the wrong database.
        #[arg(long)]
        all: bool,
    },
    /// Say which links somebody has and had, with their ids; its owner finds in their record that somebody looked.
    ///
    /// On SQLite the site must be stopped; so it must for the three commands that follow.
    Show {
        /// The configuration of the portal or of the identity.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The user name at a portal (with its organisation before it where there are such: `edu-111/petrova`), the
        /// login name at an identity.
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Let a link open nothing for the time being. The other side is told, whoever is signed in through it is
    /// signed out, and its owner finds it in their record.
    Suspend {
        /// The link, and why.
        #[command(flatten)]
        which: LinkAndWhy,
    },
    /// Let a link that was suspended here open again.
    Resume {
        /// The configuration of the portal or of the identity.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The link, as `onedoor links show` names it.
        #[arg(value_name = "LINK")]
        link: String,
    },
    /// End a link, on both sides and for ever; its owner gets a message on either side. At a portal never the last
    /// way into an account.
    End {
        /// The link, and why.
        #[command(flatten)]
        which: LinkAndWhy,
    },
    /// Prepare links for accounts that are there, out of a file.
    ///
    /// The first line names the columns: user_name and national_number; organisation where the portal has
    /// organisations; display_name where it is known. First every row is looked at, and those that are not clean
    /// are reported with their line and an explanation code. Then the clean ones are prepared. A prepared link
    /// opens nothing: at their first national sign-in people are asked for the password of that account. A run
    /// that was interrupted goes on where it was when the same file is given again. On SQLite the site must be
    /// stopped.
    Prepare {
        /// The configuration of the portal.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Look and report only, and write nothing.
        #[arg(long)]
        check: bool,
        /// The report, CSV; made anew. It has user names and no national numbers.
        #[arg(long, value_name = "OUT")]
        report: Option<PathBuf>,
        /// The rows, UTF-8.
        #[arg(value_name = "CSV")]
        rows: PathBuf,
    },
    /// Say which files were prepared, and how far each is.
    Batches {
        /// The configuration of the portal.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Take back what a file prepared and still waits.
    Withdraw {
        /// The configuration of the portal.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Which, as `onedoor links batches` names it.
        #[arg(value_name = "BATCH")]
        batch: String,
    },
}

/// A link, and why.
#[derive(Debug, Args)]
pub struct LinkAndWhy {
    /// The configuration of the portal or of the identity.
    #[arg(long, value_name = "FILE")]
    pub config: PathBuf,
    /// There are grounds to think that somebody else is using it; its owner is told that this is why.
    #[arg(long)]
    pub suspicion: bool,
    /// The link, as `onedoor links show` names it.
    #[arg(value_name = "LINK")]
    pub link: String,
}
