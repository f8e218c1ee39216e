use onedoor_base::Timestamp;

use crate::{Handshake, Reason, Report, Standing};

/// What a side makes of the evidence of a link that it has not proven itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It holds here too.
    Accept,
    /// It does not.
    Refuse(Reason),
}

/// Listens to a report, and decides about a link that the other side has proven.
///
/// `known` is this side's record; `verdict` is there if the evidence came along and was judged. Keep what is
/// returned and answer with its [`Handshake::report`], in one transaction and then. `None`: this side has no
/// record and cannot make one; the answer is [`Report::NOTHING`], and the evidence will come.
pub fn receive(
    known: Option<Handshake>,
    report: &Report,
    verdict: Option<Verdict>,
    now: Timestamp,
) -> Option<Handshake> {
    let (heard, told) = match (known, verdict) {
        (None, None) => return None,
        (None, Some(_)) => Handshake::NEW.hear(report),
        (Some(known), _) => known.hear(report),
    };
    if told.nonsense {
        return known;
    }
    let waits = heard.mine.standing == Standing::Unknown && heard.theirs.is_proven();
    Some(match verdict {
        Some(Verdict::Accept) if waits => heard.confirm(now).unwrap_or(heard),
        Some(Verdict::Refuse(why)) if waits => heard.end(now, why).unwrap_or(heard),
        _ => heard,
    })
}
