use onedoor_base::{Assurance, AuthenticationLevel, IdentityLevel, Timestamp};
use onedoor_linking::{Evidence, MadeBy, NationalEvidence, Part, Proof, Proven, Reason, Report, Standing};

use crate::words::{self, About};

const NOON: Timestamp = Timestamp::from_seconds(1_800_000_000);

#[test]
fn every_report_is_read_as_it_was_said() {
    let standings = [
        Standing::Unknown,
        Standing::Confirmed { at: NOON },
        Standing::Suspended { at: NOON, why: Reason::Suspicion },
        Standing::Ended { at: NOON, why: Reason::ByPerson },
    ];
    for (n, standing) in (0..).zip(standings) {
        let report = Report { part: Part { number: n, standing }, heard: Part { number: 7, standing } };
        assert_eq!(words::read_report(&words::report(&report)), Some(report));
    }
    assert_eq!(words::read_report(&words::report(&Report::NOTHING)), Some(Report::NOTHING));
}

#[test]
fn what_is_no_report_is_not_read() {
    let good = words::report(&Report {
        part: Part { number: 2, standing: Standing::Ended { at: NOON, why: Reason::ByPerson } },
        heard: Part::UNKNOWN,
    });
    let refused = |change: fn(&mut onedoor_linking_protocol::Part)| {
        let mut said = good.clone();
        change(&mut said.part);
        words::read_report(&said).is_none()
    };
    assert!(!refused(|_| ()));
    assert!(refused(|part| part.standing = "gone".to_owned()));
    assert!(refused(|part| part.why = Some("because".to_owned())));
    assert!(refused(|part| part.why = None));
    assert!(refused(|part| part.at = None));
    assert!(refused(|part| part.at = Some(-1)));
    assert!(refused(|part| part.at = Some(i64::MAX)));
    assert!(refused(|part| part.number = 0));
}

fn about() -> About {
    let text = str::to_owned;
    About {
        subject: text("s"),
        system: text("haiduong"),
        account: text("local_1"),
        label: text("hungtv"),
        proof: text("grnt_1"),
    }
}

const EVIDENCE: Evidence = Evidence {
    national: NationalEvidence {
        at: NOON,
        assurance: Assurance {
            identity: IdentityLevel::Substantial,
            authentication: AuthenticationLevel::Two,
        },
    },
    local: Proven { how: Proof::SameNumber, at: NOON },
    assurance: IdentityLevel::Substantial,
    made_by: MadeBy::Automatic,
};

#[test]
fn evidence_is_read_as_it_was_said() {
    let said = words::evidence(about(), &EVIDENCE);
    assert_eq!(words::read_evidence(&said), Some((about(), EVIDENCE)));
    let long = About { subject: "s".repeat(256), ..about() };
    assert_eq!(words::read_evidence(&words::evidence(long, &EVIDENCE)), None);
    let empty = About { proof: String::new(), ..about() };
    assert_eq!(words::read_evidence(&words::evidence(empty, &EVIDENCE)), None);
    let lines = About { system: "a\nb".to_owned(), ..about() };
    assert_eq!(words::read_evidence(&words::evidence(lines, &EVIDENCE)), None);
    // What people read may be anything, and is cut short.
    let chatty = About { label: format!("a\u{7}{}", "b".repeat(400)), ..about() };
    let (read, _) = words::read_evidence(&words::evidence(chatty, &EVIDENCE)).expect("read");
    assert_eq!(read.label.len(), 300);
    assert!(read.label.starts_with("ab"));
}
