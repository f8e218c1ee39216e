//! What may happen next, and what it does. Each step that touches records is one transaction.

use onedoor_linking::{Handshake, Life, Part, Reason, Report, Standing, Unfit, Verdict};

use super::world::{HOUR, History, IDENTITY, Message, Model, PORTAL, World, other};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Step {
    /// The first side proves its part: a person proposes the link.
    Propose { link: usize },
    /// Somebody at this side changes its part.
    Change { side: usize, link: usize, what: What },
    /// The outbox of the side takes up a link that it owes.
    Write { side: usize, link: usize },
    /// What was in hand goes out.
    Send { side: usize, message: Message },
    /// A message arrives, and may come once more; `accept` is what is made of the evidence.
    Arrive { message: Message, accept: bool },
    /// A message does not come any more: lost, or it came often enough.
    Lose { message: Message },
    /// The process dies, and begins again.
    Crash { side: usize },
    /// The database is copied.
    BackUp { side: usize },
    /// The copy is put back.
    Restore { side: usize },
    /// The periodic job speaks about a link though nothing is owed.
    Compare { side: usize, link: usize },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum What {
    End,
    Suspend,
    Resume,
}

impl Model {
    pub(crate) fn steps(&self, world: &World, steps: &mut Vec<Step>) {
        for link in 0..self.begun_by.len() {
            if world.sides[self.begun_by[link]].records[link].is_none()
                && !world.history[link].confirmed[self.begun_by[link]]
            {
                steps.push(Step::Propose { link });
            }
            for side in [PORTAL, IDENTITY] {
                let Some(record) = &world.sides[side].records[link] else { continue };
                for what in [What::End, What::Suspend, What::Resume] {
                    steps.push(Step::Change { side, link, what });
                }
                if record.owes() {
                    steps.push(Step::Write { side, link });
                }
                if world.history[link].restored {
                    steps.push(Step::Compare { side, link });
                }
            }
        }
        for (side, desk) in world.sides.iter().enumerate() {
            steps.extend(desk.in_hand.iter().map(|message| Step::Send { side, message: *message }));
            if !desk.in_hand.is_empty() {
                steps.push(Step::Crash { side });
            }
            steps.push(Step::BackUp { side });
            steps.push(Step::Restore { side });
        }
        for message in &world.net {
            for accept in [false, true] {
                steps.push(Step::Arrive { message: *message, accept });
            }
            steps.push(Step::Lose { message: *message });
        }
    }

    /// The world after the step; `None` if it cannot be taken.
    pub(crate) fn step(&self, before: &World, step: Step) -> Option<World> {
        let mut world = before.clone();
        match step {
            Step::Propose { link } => self.propose(&mut world, link)?,
            Step::Change { side, link, what } => change(&mut world, side, link, what)?,
            Step::Write { side, link } | Step::Compare { side, link } => {
                self.write(&mut world, side, link)?;
            }
            Step::Send { side, message } => {
                world.sides[side].in_hand.remove(&message);
                if world.net.len() == self.under_way {
                    return None;
                }
                world.net.insert(message);
            }
            Step::Arrive { message, accept } => self.arrive(&mut world, message, accept)?,
            Step::Lose { message } => drop(world.net.remove(&message)),
            Step::Crash { side } => world.sides[side].in_hand.clear(),
            Step::BackUp { side } => back_up(&mut world, side)?,
            Step::Restore { side } => restore(&mut world, side)?,
        }
        self.notice(&mut world);
        Some(world)
    }

    /// A person has proven the first side. The portal takes a proof of its account only if no other link has it.
    fn propose(&self, world: &mut World, link: usize) -> Option<()> {
        let side = self.begun_by[link];
        if side == PORTAL && !self.account_is_free(world, link) {
            return None;
        }
        world.sides[side].records[link] = Some(Handshake::NEW.confirm(HOUR).ok()?);
        Some(())
    }

    fn write(&self, world: &mut World, side: usize, link: usize) -> Option<()> {
        let record = world.sides[side].records[link]?;
        let message = speaks(&record, side, link, true);
        if world.net.contains(&message) {
            return None;
        }
        world.sides[side].records[link] = Some((self.code.sent)(record));
        self.hand(world, side, message)
    }

    /// Takes a message in hand; `None` if there is no room. Without a hand it is in the network at once: to die
    /// with it in hand is the same as to lose it there.
    fn hand(&self, world: &mut World, side: usize, message: Message) -> Option<()> {
        let (place, room) = match self.in_hand {
            0 => (&mut world.net, self.under_way),
            room => (&mut world.sides[side].in_hand, room),
        };
        let fits = place.len() < room;
        if fits {
            place.insert(message);
        }
        fits.then_some(())
    }

    pub(crate) fn arrive(&self, world: &mut World, message: Message, accept: bool) -> Option<()> {
        let Message { to: side, link, report, evidence, asks } = message;
        let known = world.sides[side].records[link];
        let judged = known.is_none_or(|k| k.mine.standing == Standing::Unknown) && evidence;
        if accept && !judged {
            return None; // The same as not judging; once is enough.
        }
        let verdict = evidence.then(|| self.verdict(world, &message, accept));
        let record = (self.code.receive)(known, &report, verdict);
        world.sides[side].records[link] = record;
        if asks {
            let answer = match &record {
                Some(record) => speaks(record, side, link, false),
                None => {
                    Message { to: other(side), link, report: Report::NOTHING, evidence: false, asks: false }
                }
            };
            // Where there is no room for it, it is lost.
            let _lost = self.hand(world, side, answer);
        }
        Some(())
    }

    /// A portal never takes anybody's word for a proof of its own account that it does not know.
    fn verdict(&self, world: &World, message: &Message, accept: bool) -> Verdict {
        if message.to == PORTAL && message.report.heard != Part::UNKNOWN {
            Verdict::Refuse(Reason::Forgotten)
        } else if message.to == PORTAL && !self.account_is_free(world, message.link) {
            Verdict::Refuse(Reason::AccountTaken)
        } else if accept {
            Verdict::Accept
        } else {
            Verdict::Refuse(Reason::ProofUnknown)
        }
    }

    /// Keeps the history.
    pub(crate) fn notice(&self, world: &mut World) {
        for link in 0..world.history.len() {
            for side in [PORTAL, IDENTITY] {
                let Some(record) = world.sides[side].records[link] else { continue };
                let life = (self.code.life)(&record);
                let history: &mut History = &mut world.history[link];
                history.confirmed[side] |= record.mine.is_proven();
                history.shown[side] |= life == Life::Active;
                history.over[side] |= record.life() == Life::Ended;
                history.ended |= record.mine.is_ended();
            }
        }
    }
}

pub(crate) fn speaks(record: &Handshake, side: usize, link: usize, asks: bool) -> Message {
    Message { to: other(side), link, report: record.report(), evidence: record.evidence_is_due(), asks }
}

fn change(world: &mut World, side: usize, link: usize, what: What) -> Option<()> {
    let record = world.sides[side].records[link]?;
    let budget = match what {
        What::End => &mut world.left.ends[side],
        What::Suspend => &mut world.left.suspensions[side],
        What::Resume => &mut 1,
    };
    *budget = budget.checked_sub(1)?;
    let changed: Result<Handshake, Unfit> = match what {
        What::End => record.end(HOUR, Reason::ByPerson),
        What::Suspend => record.suspend(HOUR, Reason::ByPerson),
        What::Resume => record.resume(HOUR),
    };
    world.sides[side].records[link] = Some(changed.ok()?);
    Some(())
}

fn back_up(world: &mut World, side: usize) -> Option<()> {
    let desk = &mut world.sides[side];
    if world.left.restores[side] == 0 || desk.backup.as_ref() == Some(&desk.records) {
        return None;
    }
    desk.backup = Some(desk.records.clone());
    Some(())
}

fn restore(world: &mut World, side: usize) -> Option<()> {
    world.left.restores[side] = world.left.restores[side].checked_sub(1)?;
    let desk = &mut world.sides[side];
    desk.records = desk.backup.take()?;
    desk.in_hand.clear();
    for (link, history) in world.history.iter_mut().enumerate() {
        history.restored = true;
        // What only the lost database knew, nobody knows.
        history.over[side] = desk.records[link].is_some_and(|record| record.life() == Life::Ended);
    }
    Some(())
}
