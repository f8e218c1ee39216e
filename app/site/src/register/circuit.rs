use std::time::Duration;

use onedoor_base::Timestamp;

/// So many failures in a row are no accident.
const MOST_FAILURES: u32 = 5;
/// For how long nothing is asked then.
const SHUT: Duration = Duration::from_secs(20);
/// For how long one request that tries again stands for all others.
const TRIAL: Duration = Duration::from_secs(4);
/// A register may ask for a pause, but not for the day.
const LONGEST: Duration = Duration::from_mins(2);

/// How something that is asked over the network has been doing.
#[derive(Debug, Default)]
pub(super) struct Circuit {
    /// In a row.
    failures: u32,
    shut_until: Option<Timestamp>,
}

impl Circuit {
    /// Until when nothing is asked, if that is so. Once that is over, the first to come tries, and the others wait for
    /// what comes of it.
    pub(super) fn shut(&mut self, now: Timestamp) -> Option<Timestamp> {
        let until = self.shut_until?;
        if now < until {
            return Some(until);
        }
        self.shut_until = Some(now.after(TRIAL));
        None
    }

    /// It answered, whatever it was.
    pub(super) fn answered(&mut self) {
        *self = Self::default();
    }

    /// It did not; `pause` is what it asked for. Returns until when it is left alone.
    pub(super) fn failed(&mut self, now: Timestamp, pause: Option<Duration>) -> Option<Timestamp> {
        self.failures = self.failures.saturating_add(1);
        let span = match pause {
            Some(pause) => pause.min(LONGEST),
            None if self.failures >= MOST_FAILURES => SHUT,
            None => return None,
        };
        self.shut_until = Some(now.after(span));
        self.shut_until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_seconds(1_800_000_000);

    fn later(seconds: u64) -> Timestamp {
        NOON.after(Duration::from_secs(seconds))
    }

    #[test]
    fn it_is_left_alone_after_failures_in_a_row_and_then_tried_once() {
        let mut circuit = Circuit::default();
        for _ in 0..4 {
            assert_eq!(circuit.failed(NOON, None), None);
            assert_eq!(circuit.shut(NOON), None);
        }
        assert_eq!(circuit.failed(NOON, None), Some(later(20)));
        assert_eq!(circuit.shut(later(19)), Some(later(20)));
        assert_eq!(circuit.shut(later(20)), None, "one tries");
        assert_eq!(circuit.shut(later(20)), Some(later(24)), "and the others wait for it");
        assert_eq!(circuit.failed(later(21), None), Some(later(41)));
        assert_eq!(circuit.shut(later(41)), None);
        circuit.answered();
        assert_eq!(circuit.shut(later(41)), None);
        assert_eq!(circuit.shut(later(41)), None);
    }

    #[test]
    fn an_answer_in_between_begins_anew() {
        let mut circuit = Circuit::default();
        for _ in 0..20 {
            for _ in 0..4 {
                assert_eq!(circuit.failed(NOON, None), None);
            }
            circuit.answered();
        }
        assert_eq!(circuit.shut(NOON), None);
    }

    #[test]
    fn a_pause_that_is_asked_for_is_made_but_not_for_the_day() {
        let mut circuit = Circuit::default();
        assert_eq!(circuit.failed(NOON, Some(Duration::from_secs(30))), Some(later(30)));
        assert_eq!(circuit.shut(later(29)), Some(later(30)));
        assert_eq!(circuit.shut(later(30)), None);
        assert_eq!(circuit.failed(NOON, Some(Duration::from_hours(20))), Some(later(120)));
    }
}
