use onedoor_base::Timestamp;

use crate::{Life, Part, Reason, Side, Standing, Stopped};

/// One side's record of a link that two sides agree about.
///
/// Each side writes its own part only and tells it to the other, which keeps the newer of what it has and what
/// it hears. So messages may be lost, doubled, late or out of order, clocks may differ and either side may die
/// at any moment: once they hear each other again, both see the same life. Nothing is negotiated.
///
/// The code is the same on both sides. It is pure: `tests/it/model` explores it exhaustively.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Handshake {
    /// The part of this side.
    pub mine: Part,
    /// What was heard of the other side's part.
    pub theirs: Part,
    /// The number of `mine` that the other side is known to have heard.
    pub told: u64,
    /// The other side does not speak the linking interface: life hangs on `mine` alone, and nobody is told.
    pub one_sided: bool,
}

/// What one side tells the other about a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Report {
    /// The part of the side that speaks.
    pub part: Part,
    /// What it has heard of the listener's part: a receipt, and the listener's memory if its database was
    /// restored from a backup.
    pub heard: Part,
}

/// What listening changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Heard {
    /// The life before.
    pub before: Life,
    /// The life now.
    pub now: Life,
    /// The report claims numbers that cannot be; nothing of it was taken.
    pub nonsense: bool,
}

/// Why a part cannot be changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The link has ended, here or there.
    #[error("the link has ended")]
    Ended,
    /// This side has proven nothing yet.
    #[error("this side is not proven")]
    NotProven,
    /// It stands so already.
    #[error("it stands so already")]
    AlreadySo,
}

impl Report {
    /// What a side says about a link of which it has no record.
    pub const NOTHING: Self = Self { part: Part::UNKNOWN, heard: Part::UNKNOWN };
}

impl Handshake {
    /// Nothing proven on either side.
    pub const NEW: Self = Self { mine: Part::UNKNOWN, theirs: Part::UNKNOWN, told: 0, one_sided: false };

    /// Nothing proven here, and nobody there to agree with.
    pub const ONE_SIDED: Self = Self { one_sided: true, ..Self::NEW };

    /// This side is proven.
    pub fn confirm(self, at: Timestamp) -> Result<Self, Unfit> {
        match self.mine.standing {
            _ if self.life() == Life::Ended => Err(Unfit::Ended),
            Standing::Unknown => Ok(self.with(Standing::Confirmed { at })),
            _ => Err(Unfit::AlreadySo),
        }
    }

    /// This side lets the link open nothing for the time being.
    pub fn suspend(self, at: Timestamp, why: Reason) -> Result<Self, Unfit> {
        match self.mine.standing {
            _ if self.life() == Life::Ended => Err(Unfit::Ended),
            Standing::Confirmed { .. } => Ok(self.with(Standing::Suspended { at, why })),
            Standing::Unknown => Err(Unfit::NotProven),
            _ => Err(Unfit::AlreadySo),
        }
    }

    /// This side takes its suspension back. One of the other side stays.
    pub fn resume(self, at: Timestamp) -> Result<Self, Unfit> {
        match self.mine.standing {
            _ if self.life() == Life::Ended => Err(Unfit::Ended),
            Standing::Suspended { .. } => Ok(self.with(Standing::Confirmed { at })),
            Standing::Unknown => Err(Unfit::NotProven),
            _ => Err(Unfit::AlreadySo),
        }
    }

    /// This side ends the link, or refuses it: for ever. It is dead here at once, whoever hears of it when.
    pub fn end(self, at: Timestamp, why: Reason) -> Result<Self, Unfit> {
        if self.life() == Life::Ended {
            return Err(Unfit::Ended);
        }
        Ok(self.with(Standing::Ended { at, why }))
    }

    /// Listens to what the other side says.
    pub fn hear(self, report: &Report) -> (Self, Heard) {
        let before = self.life();
        let nonsense = report.part.number > Part::MOST || report.heard.number > Part::MOST;
        // Somebody who has no part does not speak the interface yet, or has forgotten everything.
        let silent = self.one_sided && report.part == Part::UNKNOWN;
        if nonsense || silent {
            return (self, Heard { before, now: before, nonsense });
        }
        let remembered = self.reminded(report.heard);
        let told = if *report == Report::NOTHING {
            // There is no record of the link there: all is to be told again, with the evidence.
            0
        } else {
            remembered.told.max(report.heard.number).min(remembered.mine.number)
        };
        let theirs = remembered.theirs.or_newer(report.part);
        let heard = Self { theirs, told, one_sided: false, ..remembered };
        (heard, Heard { before, now: heard.life(), nonsense })
    }

    /// What this side tells the other.
    pub const fn report(&self) -> Report {
        Report { part: self.mine, heard: self.theirs }
    }

    /// Whether the other side has not heard yet where this side stands.
    pub const fn owes(&self) -> bool {
        !self.one_sided && self.told < self.mine.number
    }

    /// Whether the evidence of the link must go along: the other side is not known to have heard of it.
    pub const fn evidence_is_due(&self) -> bool {
        !self.one_sided && self.told == 0
    }

    /// Where the link is in its life, in the eyes of this side.
    pub const fn life(&self) -> Life {
        match (self.one_sided, Life::of(self.mine, self.theirs)) {
            (true, Life::Proposed) if self.mine.is_suspended() => Life::Suspended,
            (true, Life::Proposed) => Life::Active,
            (_, life) => life,
        }
    }

    /// Who ended it, if it has ended. A side that gives its own reason goes before one that was only reminded.
    pub fn ended(&self) -> Option<Stopped> {
        self.stopped(Part::is_ended)
    }

    /// Who suspended it, if it is suspended; this side, if both did.
    pub fn suspended(&self) -> Option<Stopped> {
        if self.life() == Life::Suspended { self.stopped(Part::is_suspended) } else { None }
    }

    fn stopped(&self, has: fn(Part) -> bool) -> Option<Stopped> {
        let (by, part) = [(Side::Here, self.mine), (Side::There, self.theirs)]
            .into_iter()
            .filter(|(_, part)| has(*part))
            .min_by_key(|(_, part)| part.standing.why() == Some(Reason::Recalled))?;
        Some(Stopped { by, at: part.standing.at()?, why: part.standing.why()? })
    }

    fn with(self, standing: Standing) -> Self {
        Self { mine: self.mine.next(standing), ..self }
    }

    /// The other side has heard a part of ours that we do not know: our database is an old one. Our part takes a
    /// number beyond both, and stands where the more cautious of the two stands: what we had confirmed and
    /// forgotten we do not take on the other side's word, what we had suspended or ended we do, but not its
    /// reason: nobody puts words into our mouth.
    fn reminded(self, heard: Part) -> Self {
        // An end that was heard stays, whatever number we have given out since.
        let ended = heard.is_ended() && !self.mine.is_ended();
        let known = heard == self.mine || (heard.number < self.mine.number && !ended);
        if known {
            return self;
        }
        let standing = match heard.standing {
            _ if self.mine.is_ended() => self.mine.standing,
            Standing::Ended { .. } => heard.standing.recalled(),
            Standing::Suspended { .. } if self.mine.is_proven() => heard.standing.recalled(),
            _ => self.mine.standing,
        };
        Self { mine: Part { number: heard.number.max(self.mine.number) + 1, standing }, ..self }
    }
}
