use onedoor_base::LinkId;
use onedoor_linking::{Grounds, Handshake, Reason, Report, Verdict, judge_evidence, receive};
use onedoor_linking_client::words;
use onedoor_linking_protocol::Told;

use super::{Book, Issuer, Known, Speaks};

/// How a telling is answered.
pub(super) enum Heard {
    /// So it stands.
    Stands(Report),
    /// Not at all.
    Silence,
    /// What was told cannot be read.
    Malformed,
}

impl Issuer {
    /// Hears of a link, as the real identity does: it confirms what its own proof says, and no more.
    pub(super) fn hears(&self, id: LinkId, told: &Told) -> Heard {
        let Some(report) = words::read_report(&told.report) else { return Heard::Malformed };
        let (client, now) = (self.0.client.0.clone(), self.now());
        self.book(|book| {
            let known = book.links.get(&id).cloned();
            let subject = match (&known, &told.evidence) {
                (Some(known), _) => known.subject.clone(),
                (None, Some(evidence)) => evidence.subject.clone(),
                (None, None) => return Heard::Stands(Report::NOTHING),
            };
            let speaks = book.speaks.get(&subject).copied().unwrap_or_default();
            if speaks == Speaks::NotAtAll {
                book.note(id, &subject, told, 503);
                return Heard::Silence;
            }
            if speaks == Speaks::Forgets {
                book.speaks.remove(&subject);
                book.note(id, &subject, told, 200);
                return Heard::Stands(Report::NOTHING);
            }
            let verdict = book.judges((&client, &subject), id, told, speaks);
            let before = known.map(|known| known.stands).filter(|stands| *stands != Handshake::NEW);
            let kept = receive(before, &report, verdict, now);
            let silent = speaks == Speaks::LosesAnswer;
            book.note(id, &subject, told, if silent { 503 } else { 200 });
            if let (Some(stands), Some(known)) = (kept, book.links.get_mut(&id)) {
                known.stands = stands;
            }
            if silent {
                book.speaks.remove(&subject);
                return Heard::Silence;
            }
            Heard::Stands(kept.map_or(Report::NOTHING, |stands| stands.report()))
        })
    }
}

impl Book {
    fn note(&mut self, id: LinkId, subject: &str, told: &Told, status: u16) {
        let new = || Known {
            subject: subject.to_owned(),
            evidence: None,
            stands: Handshake::NEW,
            tellings: Vec::new(),
        };
        let known = self.links.entry(id).or_insert_with(new);
        if known.evidence.is_none() {
            known.evidence.clone_from(&told.evidence);
        }
        known.tellings.push((told.clone(), status));
    }

    /// The verdict over the evidence that came along.
    fn judges(&mut self, whose: (&str, &str), id: LinkId, told: &Told, speaks: Speaks) -> Option<Verdict> {
        let said = told.evidence.as_ref()?;
        if let Speaks::Refuses(why) = speaks {
            return Some(Verdict::Refuse(why));
        }
        let Some((about, evidence)) = words::read_evidence(said) else {
            return Some(Verdict::Refuse(Reason::ProofUnknown));
        };
        let given = self.proofs.get(&about.proof);
        let grounds =
            given.map(|given| Grounds { proof: &given.proof, person_active: true, made: given.made });
        let verdict = judge_evidence(grounds, whose, id, &evidence);
        if verdict == Verdict::Accept
            && let Some(given) = self.proofs.get_mut(&about.proof)
        {
            given.made = Some(id);
        }
        Some(verdict)
    }
}
