use onedoor_base::{Assurance, LocalAccountId};

/// What becomes of a person who comes with a national identity. Each has its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The link stands: sign them in.
    AlreadyLinked {
        /// Their account.
        account: LocalAccountId,
    },
    /// The account is theirs by the same number, proven on both sides: link it, sign them in, say so.
    LinkAutomatically {
        /// Their account.
        account: LocalAccountId,
    },
    /// Both sides were proven by the person: link them.
    LinkProven {
        /// The account that they proved.
        account: LocalAccountId,
    },
    /// Ask for user name and password of the account that they have here.
    AskForLocalAccount {
        /// Whether they may also say that they have none and get one.
        may_create: bool,
        /// Whether something here already speaks for an account of theirs.
        candidate_known: bool,
    },
    /// The portal's staff prepared a link with this account: ask for its user name and password, and for nothing
    /// else that the person does not want.
    AskForPrepared {
        /// The account that was prepared.
        account: LocalAccountId,
        /// Whether they may also say that they have none and get one.
        may_create: bool,
    },
    /// The register knows their number with what was said in these accounts, and nobody has proven it there: ask
    /// whether one of them is theirs.
    Confirm {
        /// Those that it may be, the oldest first.
        accounts: Vec<LocalAccountId>,
        /// Whether they may also say that they have none and get one.
        may_create: bool,
    },
    /// They said that such an account is theirs: link it, hold whatever opened it before and is not proven.
    LinkConfirmed {
        /// Their account.
        account: LocalAccountId,
    },
    /// The register knows their number with what was said in this account: ask for its user name and password, and for
    /// nothing else that the person does not want.
    AskForMatched {
        /// The account.
        account: LocalAccountId,
        /// Whether they may also say that they have none and get one.
        may_create: bool,
    },
    /// They have none: make one, link it, sign them in, say so.
    CreateAndLink,
    /// The account is linked with another national identity. Nothing of that one is told.
    AccountBelongsToAnother,
    /// The person has a linked account here already, and the portal allows but one.
    PersonHasAnother {
        /// The one they have.
        account: LocalAccountId,
    },
    /// Several are theirs: ask which.
    Choose {
        /// Those that are theirs.
        accounts: Vec<LocalAccountId>,
    },
    /// The portal wants to be surer of them: send them back for more.
    RaiseAssurance {
        /// What it wants.
        wanted: Assurance,
    },
    /// They signed in at the national identity too long ago for an account that exists to be linked: they must
    /// prove there once more that it is they.
    ProveAgain,
    /// It cannot be.
    NotAllowed {
        /// Why.
        why: Why,
    },
}

/// Why it cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The portal does not take this national identity (any more).
    IssuerNotTrusted,
    /// The local account is known to be somebody else's: its number, proven, is another one.
    AnotherPersonsAccount,
    /// Their account here is locked.
    AccountLocked,
    /// Their link with it is suspended.
    LinkSuspended(SuspendedBy),
    /// The national side has not confirmed their link with it yet.
    LinkUnconfirmed,
    /// The link that their proof made was refused by the national side, or has ended since.
    LinkRefused,
}

/// Who suspended a link, as the person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SuspendedBy {
    /// They themselves, on either side.
    Person,
    /// The portal.
    Portal,
    /// The national identity.
    Identity,
}

impl Why {
    /// The name in the audit trail.
    pub const fn word(self) -> &'static str {
        match self {
            Self::IssuerNotTrusted => "issuer_not_trusted",
            Self::AnotherPersonsAccount => "another_persons_account",
            Self::AccountLocked => "account_locked",
            Self::LinkSuspended(SuspendedBy::Person) => "link_suspended_by_person",
            Self::LinkSuspended(SuspendedBy::Portal) => "link_suspended_by_portal",
            Self::LinkSuspended(SuspendedBy::Identity) => "link_suspended_by_identity",
            Self::LinkUnconfirmed => "link_unconfirmed",
            Self::LinkRefused => "link_refused",
        }
    }
}

impl Outcome {
    /// The name in the audit trail and in addresses of pages.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::AlreadyLinked { .. } => "already_linked",
            Self::LinkAutomatically { .. } => "link_automatically",
            Self::LinkProven { .. } => "link_proven",
            Self::AskForLocalAccount { .. } => "ask_for_local_account",
            Self::AskForPrepared { .. } => "ask_for_prepared",
            Self::Confirm { .. } => "confirm",
            Self::LinkConfirmed { .. } => "link_confirmed",
            Self::AskForMatched { .. } => "ask_for_matched",
            Self::CreateAndLink => "create_and_link",
            Self::AccountBelongsToAnother => "account_belongs_to_another",
            Self::PersonHasAnother { .. } => "person_has_another",
            Self::Choose { .. } => "choose",
            Self::RaiseAssurance { .. } => "raise_assurance",
            Self::ProveAgain => "prove_again",
            Self::NotAllowed { .. } => "not_allowed",
        }
    }
}
