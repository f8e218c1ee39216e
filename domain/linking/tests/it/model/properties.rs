//! What must hold in every state, and what must be possible in some.

use onedoor_linking::{Handshake, Life};
use stateright::Property;

use super::step::Step;
use super::world::{IDENTITY, Model, PORTAL, World, other};

impl Model {
    fn every(&self, world: &World, mut holds: impl FnMut(usize, usize, &Handshake) -> bool) -> bool {
        (0..self.begun_by.len()).all(|link| {
            [PORTAL, IDENTITY].into_iter().all(|side| {
                world.sides[side].records[link].as_ref().is_none_or(|record| holds(side, link, record))
            })
        })
    }

    fn confirmed_by_both(&self, world: &World) -> bool {
        self.every(world, |side, link, record| {
            (self.code.life)(record) != Life::Active || world.history[link].confirmed[other(side)]
        })
    }

    fn end_is_final(&self, world: &World) -> bool {
        (0..self.begun_by.len()).all(|link| {
            [PORTAL, IDENTITY].into_iter().all(|side| {
                !world.history[link].over[side] || self.life(world, side, link) == Some(Life::Ended)
            })
        })
    }

    fn one_link_an_account(&self, world: &World) -> bool {
        let holds = |link: &usize| self.life(world, PORTAL, *link).is_some_and(Life::holds_account);
        (0..self.begun_by.len()).filter(holds).count() <= 1
    }

    fn lost_only_by_an_end(&self, world: &World) -> bool {
        self.every(world, |side, link, record| {
            let history = world.history[link];
            let lost = !matches!((self.code.life)(record), Life::Active | Life::Suspended);
            !(history.shown[side] && lost) || history.ended || history.restored
        })
    }

    fn no_more_is_believed_than_was_said(&self, world: &World) -> bool {
        self.every(world, |side, link, record| {
            let there = world.sides[other(side)].records[link];
            world.history[link].restored
                || record.theirs.number <= there.map_or(0, |r| r.mine.number)
                    && record.told <= there.map_or(0, |r| r.theirs.number)
        })
    }

    fn settles_in_agreement(&self, world: &World) -> bool {
        let Some(settled) = self.settled(world) else { return false };
        let agree = (0..self.begun_by.len()).all(|link| {
            let here = self.life(&settled, PORTAL, link);
            let there = self.life(&settled, IDENTITY, link);
            here == there.map(Life::from_there)
        });
        agree && self.end_is_final(&settled) && self.one_link_an_account(&settled)
    }

    fn settles_without_loose_ends(&self, world: &World) -> bool {
        let Some(settled) = self.settled(world) else { return false };
        self.every(&settled, |_, _, record| {
            matches!((self.code.life)(record), Life::Active | Life::Suspended | Life::Ended)
        })
    }

    /// Whether one side, whichever, sees some link so and the other so.
    fn some_link(&self, world: &World, one: Life, other: Life) -> bool {
        (0..self.begun_by.len()).any(|link| {
            let seen = [PORTAL, IDENTITY].map(|side| self.life(world, side, link));
            seen == [Some(one), Some(other)] || seen == [Some(other), Some(one)]
        })
    }
}

pub(crate) const ACTIVE_BY_BOTH: &str =
    "a side takes a link for active only after the other has confirmed it";
pub(crate) const END_IS_FINAL: &str = "what a side has taken for ended stays ended there";
pub(crate) const ONE_LINK: &str = "an account is held by one link at most";
pub(crate) const LOST_BY_END: &str = "a link that was shown as active is lost only when somebody ends it";
pub(crate) const BELIEVED: &str = "nobody believes, or takes for heard, more than was said";
pub(crate) const AGREEMENT: &str = "from here a network that delivers brings both sides to the same life";
pub(crate) const NO_LOOSE_ENDS: &str = "and no link is left half proven";

impl stateright::Model for Model {
    type State = World;
    type Action = Step;

    fn init_states(&self) -> Vec<World> {
        vec![self.dawn()]
    }

    fn actions(&self, world: &World, steps: &mut Vec<Step>) {
        self.steps(world, steps);
    }

    fn next_state(&self, world: &World, step: Step) -> Option<World> {
        // A step that changes nothing is none.
        self.step(world, step).filter(|after| after != world)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let mut all = vec![
            Property::always(ACTIVE_BY_BOTH, Self::confirmed_by_both),
            Property::always(END_IS_FINAL, Self::end_is_final),
            Property::always(ONE_LINK, Self::one_link_an_account),
            Property::always(LOST_BY_END, Self::lost_only_by_an_end),
            Property::always(BELIEVED, Self::no_more_is_believed_than_was_said),
            Property::always(AGREEMENT, Self::settles_in_agreement),
            Property::always(NO_LOOSE_ENDS, Self::settles_without_loose_ends),
            // Without these the others would hold of a model in which nothing happens.
            Property::sometimes("both take a link for active", |model, world| {
                model.some_link(world, Life::Active, Life::Active)
            }),
            Property::sometimes("both take a link for ended", |model, world| {
                model.some_link(world, Life::Ended, Life::Ended)
            }),
            Property::sometimes("one has ended what the other takes for active", |model, world| {
                model.some_link(world, Life::Ended, Life::Active)
            }),
        ];
        if self.begun_by.len() > 1 {
            all.push(Property::sometimes("an account is linked again after an end", |model, world| {
                let of = |link| model.life(world, PORTAL, link);
                of(0) == Some(Life::Ended) && of(1) == Some(Life::Active)
            }));
        }
        if self.budget.suspensions != [0, 0] {
            all.push(Property::sometimes("one lifts what the other still holds", |model, world| {
                model.some_link(world, Life::Suspended, Life::Active)
            }));
        }
        all
    }
}
