use onedoor_base::{Assurance, AuthenticationLevel, IdentityLevel, LocalAccountId};

use crate::{Handshake, Life, Proof, Reason, Side, SuspendedBy, Why};

/// Everything that [`crate::decide`] looks at. Names, phones and e-mails are not among it: they prove nothing.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// What the person came for.
    pub purpose: Purpose,
    /// What the portal allows.
    pub policy: Policy,
    /// The national identity that just signed in.
    pub national: NationalSide,
    /// The local accounts that a link to exactly this issuer and subject holds.
    pub links: &'a [Linked],
    /// The open local accounts that carry the national side's number.
    pub candidates: &'a [Candidate],
    /// The local account that the person just proved to be theirs, if they did.
    pub local: Option<LocalSide>,
    /// The local account that this browser was signed in with before, if it was.
    pub session: Option<SessionSide>,
    /// The local account that asked for the link from its settings, if one did: no other can be linked by it.
    pub asked_by: Option<LocalAccountId>,
    /// Whether the person ended a link of theirs here before: then nothing happens without asking.
    pub parted: bool,
    /// What the person chose, where they were asked.
    pub wish: Wish,
}

/// What the person came for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// To sign in with the national identity.
    SignIn,
    /// To link it with the account they are signed in with.
    LinkFromSettings,
    /// To link it with one more account here, whose owner they will show to be.
    AddAccount,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::SignIn, Self::LinkFromSettings, Self::AddAccount];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::LinkFromSettings => "link_from_settings",
            Self::AddAccount => "add_account",
        }
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.word() == word)
    }
}

/// What a portal allows. That several persons share one account is allowed nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Whether one person may have several accounts here linked (a teacher who is also a parent).
    pub several_accounts: bool,
    /// Whether an account is made for somebody who has none.
    pub creation: Creation,
    /// How well the person must be known.
    pub least_identity: IdentityLevel,
    /// How well it must have been proven that it is they.
    pub least_authentication: AuthenticationLevel,
    /// What a number that only the population register knows is worth.
    pub register_match: RegisterMatch,
}

/// What becomes of somebody who comes with a proven number that an account carries by a match with the population
/// register alone: whoever opened that account knew number, name and birth date, and that is all they have shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RegisterMatch {
    /// They are shown the account and say whether it is theirs; whatever opened it before and is not proven is held.
    Confirm,
    /// They prove the account as any other.
    Prove,
}

impl Policy {
    /// How sure the portal must be of whoever comes for this. Who finds an account open can begin a link from its
    /// settings without its password; so there the other side is proven by two factors, always.
    pub fn wants(self, purpose: Purpose) -> Assurance {
        let authentication = match purpose {
            Purpose::SignIn | Purpose::AddAccount => self.least_authentication,
            Purpose::LinkFromSettings => self.least_authentication.max(AuthenticationLevel::Two),
        };
        Assurance { identity: self.least_identity, authentication }
    }
}

/// Whether a portal makes an account for somebody who comes with a national identity and has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Creation {
    /// At once, and the person is told.
    Yes,
    /// When the person says that they have none.
    Ask,
    /// Never: accounts are made elsewhere (a school's office).
    No,
}

/// What the national identity says, after its answer has been verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NationalSide {
    /// Whether the portal takes this issuer now; looked at again when the link is made.
    pub trusted: bool,
    /// How sure the issuer is of the person.
    pub assurance: Assurance,
    /// Whether they proved there within the last minutes that it is they; see [`crate::is_fresh`].
    pub fresh: bool,
    /// What it knows of the national number.
    pub number: NumberStanding,
}

/// What is known of a national number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberStanding {
    /// Nothing.
    Unknown,
    /// The person says so.
    Claimed,
    /// Matched with a register or read from the document.
    Proven,
}

impl NumberStanding {
    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Claimed => "claimed",
            Self::Proven => "proven",
        }
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Unknown, Self::Claimed, Self::Proven].into_iter().find(|s| s.word() == word)
    }
}

/// Whose link, if any, stands on a local account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holder {
    /// Nobody's.
    Nobody,
    /// This very issuer and subject's.
    ThisPerson,
    /// Another subject's of the same issuer: another person's.
    Another,
    /// Subjects' of other issuers only: perhaps other national identities of the same person.
    Elsewhere,
}

/// A local account that is linked with the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linked {
    /// Which account.
    pub account: LocalAccountId,
    /// Whether the link opens it.
    pub state: LinkedState,
}

/// Whether a link opens its account. One that does not still holds it: its owner shall not get a new one round
/// the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkedState {
    /// It does.
    Open,
    /// The account is locked.
    Locked,
    /// The link is suspended.
    Suspended(SuspendedBy),
    /// The national side has not confirmed the link yet.
    Proposed,
}

impl LinkedState {
    /// Of a link that holds an account that is not locked.
    pub fn of(handshake: &Handshake) -> Self {
        match (handshake.life(), handshake.suspended()) {
            (Life::Active, _) => Self::Open,
            (_, Some(stopped)) if stopped.why == Reason::ByPerson => Self::Suspended(SuspendedBy::Person),
            (_, Some(stopped)) if stopped.by == Side::Here => Self::Suspended(SuspendedBy::Portal),
            (_, Some(_)) => Self::Suspended(SuspendedBy::Identity),
            (_, None) => Self::Proposed,
        }
    }

    /// Why nothing opens; `None` if it does.
    pub const fn why_not(self) -> Option<Why> {
        match self {
            Self::Open => None,
            Self::Locked => Some(Why::AccountLocked),
            Self::Suspended(by) => Some(Why::LinkSuspended(by)),
            Self::Proposed => Some(Why::LinkUnconfirmed),
        }
    }
}

/// A local account that carries the same national number as the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Which account.
    pub account: LocalAccountId,
    /// Whether the number was proven there too. Anybody can type in somebody else's number.
    pub proven: bool,
    /// Whether the population register knows it with what the account's owner said of themselves, and nobody has proven
    /// it.
    pub matched: bool,
    /// Whose link stands on it.
    pub holder: Holder,
    /// Whether the portal's staff prepared a link of exactly this account with exactly this number. It is a hint:
    /// it opens nothing and keeps nobody out.
    pub prepared: bool,
}

/// A local account that was just proven, beside the national sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalSide {
    /// Which account.
    pub account: LocalAccountId,
    /// Whose link stands on it.
    pub holder: Holder,
    /// Its number beside the person's.
    pub numbers: NumbersCompared,
}

/// The local account that this browser is signed in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionSide {
    /// The account.
    pub local: LocalSide,
    /// How its owner proved it within the last minutes: by something of the account's own ([`Proof::Session`]), or by
    /// signing in with another national identity that opens it ([`Proof::OtherIdentity`]); `None` if it is longer ago.
    pub proof: Option<Proof>,
}

/// Two national numbers side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumbersCompared {
    /// One of them is missing or not proven.
    Unknown,
    /// Both proven, and the same.
    Same,
    /// Both proven, and different: two people.
    Different,
}

/// What the person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Nothing yet.
    None,
    /// A new account: they say that they have none.
    NewAccount,
    /// This one of the accounts that were offered.
    Account(LocalAccountId),
}
