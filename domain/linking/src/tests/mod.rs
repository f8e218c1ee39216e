mod arms;
mod grounds;
mod handshakes;
mod lives;
mod prepared;
mod safety;
mod second;
mod takeovers;

use onedoor_base::{Assurance, AuthenticationLevel, IdentityLevel, LocalAccountId};

use crate::{
    Candidate, Creation, Facts, Holder, Linked, LinkedState, LocalSide, NationalSide, NumberStanding,
    NumbersCompared, Policy, Proof, Purpose, RegisterMatch, SessionSide, Wish,
};

const fn account(n: u8) -> LocalAccountId {
    LocalAccountId::from_bytes([n; 16])
}

/// The person's, by link.
const MINE: LocalAccountId = account(1);
/// The person's second, by link.
const MINE_TOO: LocalAccountId = account(2);
/// Linked with nobody.
const FREE: LocalAccountId = account(3);
/// Linked with nobody either.
const FREE_TOO: LocalAccountId = account(4);
/// Linked with another national identity.
const ANOTHERS: LocalAccountId = account(5);

const SUBSTANTIAL: Assurance =
    Assurance { identity: IdentityLevel::Substantial, authentication: AuthenticationLevel::Two };

/// A province's portal: makes an account at once.
const PROVINCE: Policy = Policy {
    several_accounts: false,
    creation: Creation::Yes,
    least_identity: IdentityLevel::Basic,
    least_authentication: AuthenticationLevel::One,
    register_match: RegisterMatch::Confirm,
};

/// A school system: accounts come from the school's office; a teacher may be a parent too.
const SCHOOL: Policy = Policy { several_accounts: true, creation: Creation::No, ..PROVINCE };

/// Somebody who has been proven, comes to sign in for the first time and has nothing here.
const NEWCOMER: Facts<'static> = Facts {
    purpose: Purpose::SignIn,
    policy: PROVINCE,
    national: NationalSide {
        trusted: true,
        assurance: SUBSTANTIAL,
        fresh: true,
        number: NumberStanding::Proven,
    },
    links: &[],
    candidates: &[],
    local: None,
    session: None,
    asked_by: None,
    parted: false,
    wish: Wish::None,
};

const fn open(account: LocalAccountId) -> Linked {
    Linked { account, state: LinkedState::Open }
}

const fn locked(account: LocalAccountId) -> Linked {
    Linked { account, state: LinkedState::Locked }
}

const fn held(account: LocalAccountId, state: LinkedState) -> Linked {
    Linked { account, state }
}

const fn candidate(account: LocalAccountId, proven: bool, holder: Holder) -> Candidate {
    Candidate { account, proven, matched: false, holder, prepared: false }
}

const fn prepared(account: LocalAccountId, proven: bool, holder: Holder) -> Candidate {
    Candidate { prepared: true, ..candidate(account, proven, holder) }
}

const fn local(account: LocalAccountId, holder: Holder) -> LocalSide {
    LocalSide { account, holder, numbers: NumbersCompared::Unknown }
}

const fn session(account: LocalAccountId, holder: Holder, proof: Option<Proof>) -> SessionSide {
    SessionSide { local: local(account, holder), proof }
}
