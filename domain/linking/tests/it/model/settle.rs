//! What becomes of a world in which people rest and the network delivers.

use super::step::speaks;
use super::world::{IDENTITY, Model, PORTAL, World};

/// Far more rounds than it takes.
const ROUNDS: usize = 20;

impl Model {
    /// The world once everything has arrived and nobody owes anything; `None` if that does not come about.
    pub(crate) fn settled(&self, world: &World) -> Option<World> {
        let mut world = world.clone();
        // After a backup was put back, the periodic job compares all records, and does so again when what was
        // under way from before has come.
        let mut compares = if world.history.iter().any(|h| h.restored) { 2 } else { 0 };
        for _ in 0..ROUNDS {
            let compare = compares > 0 && world.net.is_empty();
            compares -= i32::from(compare);
            for side in [PORTAL, IDENTITY] {
                for link in 0..self.begun_by.len() {
                    let Some(record) = world.sides[side].records[link] else { continue };
                    if record.owes() || compare {
                        world.sides[side].records[link] = Some((self.code.sent)(record));
                        world.net.insert(speaks(&record, side, link, true));
                    }
                }
                let in_hand = std::mem::take(&mut world.sides[side].in_hand);
                world.net.extend(in_hand);
            }
            if world.net.is_empty() && compares == 0 {
                return Some(world);
            }
            while let Some(message) = world.net.pop_first() {
                if self.arrive(&mut world, message, true).is_none() {
                    self.arrive(&mut world, message, false);
                }
                // Into the network at once: the next arrival would find no room in hand.
                let in_hand = std::mem::take(&mut world.sides[message.to].in_hand);
                world.net.extend(in_hand);
                self.notice(&mut world);
            }
        }
        None
    }
}
