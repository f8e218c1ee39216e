//! What people see on the way through a national identity: one page for each outcome, saying what happened and
//! what to do next.

mod account;
mod cancelled;
mod choose;
mod down;
mod end;
mod has_another;
mod held;
mod linked;
mod links;
mod matched;
mod not_allowed;
mod not_linked;
mod over;
mod owner;
mod parts;
mod prepared;
mod prove_again;
mod raise;
mod signed_out;
mod switch;
mod taken;
mod waits;

pub(super) use account::LocalAccountPage;
pub(super) use cancelled::CancelledPage;
pub(super) use choose::ChoosePage;
pub(super) use down::OtherSideDownPage;
pub(super) use end::{EndLinkPage, OtherWay};
pub(super) use has_another::HasAnotherPage;
pub(super) use held::{EndedSession, HELD_LINK, Held, HeldLine, HeldPage};
pub(super) use linked::LinkedPage;
pub(super) use links::{LinkLine, LinkWay, LinksPage};
pub(super) use matched::{MatchedAccount, MatchedPage};
pub(super) use not_allowed::NotAllowedPage;
pub(super) use not_linked::NotLinkedYetPage;
pub(super) use over::{Over, SigninOverPage};
pub(super) use owner::OwnerPage;
pub(super) use parts::AccountLabel;
pub(super) use prepared::{PreparedAccount, PreparedPage};
pub(super) use prove_again::ProveAgainPage;
pub(super) use raise::RaiseAssurancePage;
pub(super) use signed_out::SignedOutPage;
pub(super) use switch::SwitchPage;
pub(super) use taken::TakenPage;
pub(super) use waits::WaitsPage;

use onedoor_ui::{Samples, samples};

/// Every page of linking, in every state that differs to a reader.
pub fn samples() -> Samples {
    samples![
        NotLinkedYetPage,
        PreparedPage,
        MatchedPage,
        LocalAccountPage,
        ChoosePage,
        HasAnotherPage,
        TakenPage,
        NotAllowedPage,
        RaiseAssurancePage,
        ProveAgainPage,
        CancelledPage,
        SigninOverPage,
        OtherSideDownPage,
        WaitsPage,
        LinkedPage,
        LinksPage,
        EndLinkPage,
        HeldPage,
        SwitchPage,
        OwnerPage,
        SignedOutPage,
    ]
}
