//! What a state of the world is.

use std::collections::BTreeSet;

use onedoor_base::Timestamp;
use onedoor_linking::{Handshake, Life, Report, Verdict, receive};

/// The hours do not matter to the handshake; so it is always the same one.
pub(crate) const HOUR: Timestamp = Timestamp::from_seconds(0);

pub(crate) const PORTAL: usize = 0;
pub(crate) const IDENTITY: usize = 1;

pub(crate) const fn other(side: usize) -> usize {
    1 - side
}

/// Everything there is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct World {
    pub(crate) sides: [Desk; 2],
    /// What is under way. A set: what is there twice is there as long as it may still come.
    pub(crate) net: BTreeSet<Message>,
    pub(crate) left: Budget,
    /// What has happened, for the properties; no code sees it.
    pub(crate) history: Vec<History>,
}

/// One side: its database, and what its process has in hand.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Desk {
    /// Its records, by link. They survive everything.
    pub(crate) records: Records,
    /// Written for the other side and not sent yet. It dies with the process.
    pub(crate) in_hand: BTreeSet<Message>,
    /// An older copy of the records.
    pub(crate) backup: Option<Records>,
}

pub(crate) type Records = Vec<Option<Handshake>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Message {
    pub(crate) to: usize,
    pub(crate) link: usize,
    pub(crate) report: Report,
    /// The evidence goes along.
    pub(crate) evidence: bool,
    /// A request, to which an answer is given; not the answer.
    pub(crate) asks: bool,
}

/// How often things may still happen that could happen without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Budget {
    /// Ends, by side.
    pub(crate) ends: [u8; 2],
    /// Suspensions, by side. Each may be taken back.
    pub(crate) suspensions: [u8; 2],
    /// Backups that are taken and put back, by side.
    pub(crate) restores: [u8; 2],
}

/// What has happened to a link.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct History {
    /// The side has proven its part at some time.
    pub(crate) confirmed: [bool; 2],
    /// The side has told somebody that the link is active.
    pub(crate) shown: [bool; 2],
    /// The side has taken the link for ended.
    pub(crate) over: [bool; 2],
    /// Somebody has ended or refused it.
    pub(crate) ended: bool,
    /// A side has come back from a backup.
    pub(crate) restored: bool,
}

/// The code that is explored: the real one, or one that was broken to see whether it is found.
#[derive(Clone, Copy)]
pub(crate) struct Code {
    pub(crate) receive: fn(Option<Handshake>, &Report, Option<Verdict>) -> Option<Handshake>,
    pub(crate) life: fn(&Handshake) -> Life,
    /// Whether another link may take the account.
    pub(crate) leaves_account: fn(Life) -> bool,
    /// What is kept when a report goes out.
    pub(crate) sent: fn(Handshake) -> Handshake,
}

/// What runs.
pub(crate) const REAL: Code = Code {
    receive: |known, report, verdict| receive(known, report, verdict, HOUR),
    life: Handshake::life,
    leaves_account: |life| !life.holds_account(),
    sent: |handshake| handshake,
};

/// What is explored.
pub(crate) struct Model {
    pub(crate) name: &'static str,
    pub(crate) code: Code,
    /// For each link the side that begins it. All are for one account.
    pub(crate) begun_by: Vec<usize>,
    pub(crate) budget: Budget,
    /// How many messages a process may hold that it has not sent; with 0 they are sent as they are written.
    pub(crate) in_hand: usize,
    /// How many messages may be under way at once. A message beyond that is lost.
    pub(crate) under_way: usize,
}

impl Model {
    /// The record as the code under test sees its life; no record opens anything.
    pub(crate) fn life(&self, world: &World, side: usize, link: usize) -> Option<Life> {
        world.sides[side].records[link].as_ref().map(self.code.life)
    }

    /// Whether the account may be claimed for this link: the unique index of the portal's database.
    pub(crate) fn account_is_free(&self, world: &World, link: usize) -> bool {
        let mut others = world.sides[PORTAL].records.iter().enumerate().filter(|(l, _)| *l != link);
        others.all(|(_, record)| record.as_ref().is_none_or(|r| (self.code.leaves_account)(r.life())))
    }
}
