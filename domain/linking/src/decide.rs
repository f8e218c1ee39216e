use onedoor_base::LocalAccountId;

use crate::reading::{ByNumber, Door, Here, Own, by_number, chosen, door, here, own};
use crate::{Creation, Facts, Outcome, Purpose, RegisterMatch, Why, Wish};

/// Decides what becomes of a person who comes with a national identity.
///
/// Call it in the transaction that acts on the answer: between two looks at the facts, another tab or
/// another person may have changed them.
pub fn decide(facts: &Facts<'_>) -> Outcome {
    match situation(facts) {
        // An account that exists is linked only by somebody who has just proven at the national identity that it
        // is they. A session that was left open there, or stolen, opens what is linked and links nothing.
        Outcome::LinkProven { .. } | Outcome::LinkAutomatically { .. } | Outcome::LinkConfirmed { .. }
            if !facts.national.fresh =>
        {
            Outcome::ProveAgain
        }
        outcome => outcome,
    }
}

fn situation(facts: &Facts<'_>) -> Outcome {
    match (door(facts), here(facts), own(facts), facts.purpose) {
        // The portal never took, or no longer takes, sign-ins from there.
        (Door::Shut(why), ..)
        // Their account here is locked, or the link with it is suspended: no new one round that.
        | (Door::Open, _, Own::Shut(why), _)
        | (Door::Open, Here::Shut(why), ..) => Outcome::NotAllowed { why },
        // It takes them, but from people it is surer of.
        (Door::TooLow(wanted), ..) => Outcome::RaiseAssurance { wanted },

        // They prove an account that is linked with them: the second click, the second tab.
        (Door::Open, Here::Theirs(account), ..) => Outcome::AlreadyLinked { account },
        // They know its password, but it is linked with somebody else's national identity.
        (Door::Open, Here::Anothers, ..) => Outcome::AccountBelongsToAnother,
        // They know its password, but it is proven to be another person's: a child's, a husband's.
        (Door::Open, Here::AnotherNumber, ..) => Outcome::NotAllowed { why: Why::AnotherPersonsAccount },
        // Both sides proven, neither linked.
        (Door::Open, Here::Free(account), Own::Nothing, _) => Outcome::LinkProven { account },
        // Both sides proven; one more account of the same person.
        (Door::Open, Here::Free(account), ..) if facts.policy.several_accounts => {
            Outcome::LinkProven { account }
        }
        // Both sides proven, but the person has an account here already.
        (Door::Open, Here::Free(_), Own::Open(accounts), _) => {
            Outcome::PersonHasAnother { account: accounts[0] }
        }

        // They wanted to link the account that they were signed in with, and are not any more, or not lately; or
        // one more account, which they have still to prove.
        (Door::Open, Here::Nothing, _, Purpose::LinkFromSettings | Purpose::AddAccount) => {
            Outcome::AskForLocalAccount { may_create: false, candidate_known: true }
        }
        // Every sign-in after the first, of somebody with one account or with several.
        (Door::Open, Here::Nothing, Own::Open(accounts), Purpose::SignIn) => match accounts.as_slice() {
            [account] => Outcome::AlreadyLinked { account: *account },
            several => chosen(several, facts.wish, |account| Outcome::AlreadyLinked { account }),
        },
        // Not linked yet, and nothing proven here.
        (Door::Open, Here::Nothing, Own::Nothing, Purpose::SignIn) => first_sign_in(facts),
    }
}

/// The first sign-in of somebody who has no link here and has proven nothing on this side.
fn first_sign_in(facts: &Facts<'_>) -> Outcome {
    let may_create = facts.policy.creation != Creation::No;
    let wants_new = may_create && facts.wish == Wish::NewAccount;
    match (by_number(facts), facts.parted, facts.policy.creation) {
        // One account has their number, proven: it is theirs.
        (ByNumber::Free(accounts), false, _) if accounts.len() == 1 => {
            Outcome::LinkAutomatically { account: accounts[0] }
        }
        // Several have, or they parted from one before: theirs, but only they can say which, and whether.
        (ByNumber::Free(accounts), ..) => {
            chosen(&accounts, facts.wish, |account| Outcome::LinkAutomatically { account })
        }
        // Their account is linked with another national identity, perhaps another one of their own.
        (ByNumber::Taken, ..) => Outcome::AccountBelongsToAnother,
        // They say that they have none here. Whoever typed their number in before cannot stand in the way.
        (ByNumber::Matched(_) | ByNumber::Prepared(_) | ByNumber::Hint | ByNumber::Nothing, ..)
            if wants_new =>
        {
            Outcome::CreateAndLink
        }
        // Somebody, most likely they, gave their number, name and birth date here, and the register knew them.
        (ByNumber::Matched(accounts), ..) => matched(facts, accounts, may_create),
        // The portal's staff say which account is theirs: ask for that one. Nobody is obliged to have it.
        (ByNumber::Prepared(account), ..) => Outcome::AskForPrepared { account, may_create },
        // Somebody, perhaps they, gave their number here, or they had a link and ended it: ask first.
        (ByNumber::Hint, ..) | (ByNumber::Nothing, true, _) => {
            Outcome::AskForLocalAccount { may_create, candidate_known: true }
        }
        // Nothing speaks for an account here, and the portal makes one for everybody.
        (ByNumber::Nothing, false, Creation::Yes) => Outcome::CreateAndLink,
        // Nothing speaks for an account here, and the portal asks (or makes none).
        (ByNumber::Nothing, false, Creation::Ask | Creation::No) => {
            Outcome::AskForLocalAccount { may_create, candidate_known: false }
        }
    }
}

/// Accounts whose number the register knows and nobody has proven.
fn matched(facts: &Facts<'_>, accounts: Vec<LocalAccountId>, may_create: bool) -> Outcome {
    match (facts.policy.register_match, facts.wish, accounts.as_slice()) {
        // They were shown the account and said that it is theirs.
        (RegisterMatch::Confirm, Wish::Account(account), all) if all.contains(&account) => {
            Outcome::LinkConfirmed { account }
        }
        // Whether one of these is theirs, only they can say.
        (RegisterMatch::Confirm, ..) => Outcome::Confirm { accounts, may_create },
        // They prove exactly this one; nobody is obliged to have it.
        (RegisterMatch::Prove, _, [account]) => Outcome::AskForMatched { account: *account, may_create },
        // They prove whichever is theirs.
        (RegisterMatch::Prove, ..) => Outcome::AskForLocalAccount { may_create, candidate_known: true },
    }
}
