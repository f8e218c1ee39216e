use maud::{Markup, html};
use onedoor_people::AccountState;
use onedoor_people::merging::{Refusal, Waits, Which};
use onedoor_ui::components::{button_link, button_row, heading, lede};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View};

use crate::merging::PATH;
use crate::merging::part::Parted;
use crate::merging::stage::Over;

/// Why two accounts are not merged, or a merge is not undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::merging) enum WhyNot {
    Over(Over),
    Refused(Refusal),
    Undo(Parted),
}

/// Says why, and what to do.
pub(in crate::merging) struct RefusedMergePage {
    pub(in crate::merging) why: WhyNot,
}

impl RefusedMergePage {
    /// What it is, and what to do.
    const fn keys(&self) -> (&'static str, &'static str) {
        match self.why {
            WhyNot::Over(Over::Unknown) => ("merge-over", "merge-over-do"),
            WhyNot::Over(Over::Late) => ("merge-late", "merge-late-do"),
            WhyNot::Over(Over::Replaced) => ("merge-replaced", "merge-replaced-do"),
            WhyNot::Over(Over::Done) => ("merge-was-done", "merge-was-done-do"),
            WhyNot::Refused(Refusal::Itself) => ("merge-itself", "merge-itself-do"),
            WhyNot::Refused(Refusal::DifferentPeople) => ("merge-different", "merge-different-do"),
            WhyNot::Refused(Refusal::Shut(_, AccountState::Merged)) => ("merge-twice", "merge-twice-do"),
            WhyNot::Refused(Refusal::Shut(..)) => ("merge-shut", "merge-shut-do"),
            WhyNot::Refused(Refusal::Waits(_, Waits::Phone)) => ("merge-waits-phone", "merge-waits-phone-do"),
            WhyNot::Refused(Refusal::Waits(_, Waits::Recovery)) => {
                ("merge-waits-recovery", "merge-waits-recovery-do")
            }
            WhyNot::Refused(Refusal::Waits(_, Waits::Closing)) => {
                ("merge-waits-closing", "merge-waits-closing-do")
            }
            WhyNot::Undo(Parted::LaterFirst) => ("merge-later-first", "merge-later-first-do"),
            WhyNot::Undo(_) => ("merge-undo-over", "merge-undo-over-do"),
        }
    }
}

impl Page for RefusedMergePage {
    fn title(&self, t: &Localizer) -> String {
        t.get(self.keys().0)
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            span.page-icon { (Icon::Person) }
            (heading(self.title(t)))
            (lede(t.get(self.keys().1)))
            (button_row(&html! {
                (button_link(t.get("merge-title"), PATH, true))
                (button_link(t.get("account-title"), "/account", false))
            }))
        }
    }
}

impl Sampled for RefusedMergePage {
    fn samples() -> Vec<Self> {
        let over = [Over::Unknown, Over::Late, Over::Replaced, Over::Done].map(WhyNot::Over);
        let refused = [
            Refusal::Itself,
            Refusal::DifferentPeople,
            Refusal::Shut(Which::First, AccountState::Locked),
            Refusal::Shut(Which::First, AccountState::Merged),
            Refusal::Waits(Which::First, Waits::Phone),
            Refusal::Waits(Which::Second, Waits::Recovery),
            Refusal::Waits(Which::Second, Waits::Closing),
        ]
        .map(WhyNot::Refused);
        let undo = [Parted::LaterFirst, Parted::Over].map(WhyNot::Undo);
        over.into_iter().chain(refused).chain(undo).map(|why| Self { why }).collect()
    }
}
