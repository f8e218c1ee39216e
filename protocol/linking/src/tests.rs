use std::collections::BTreeSet;

use serde_json::json;

use crate::{Code, Problem, Told};

#[test]
fn codes_are_told_apart_and_have_statuses_of_errors() {
    let words: BTreeSet<_> = Code::ALL.iter().map(|code| code.word()).collect();
    assert_eq!(words.len(), Code::ALL.len());
    for code in Code::ALL {
        assert_eq!(Code::from_word(code.word()), Some(*code));
        assert!((400..600).contains(&code.status()), "{code:?}");
        assert!(!code.problem().title.is_empty(), "{code:?}");
    }
}

#[test]
fn a_problem_is_read_as_it_was_written() {
    let problem = Problem { retry_after: Some(60), ..Code::TooManyRequests.problem() };
    let read: Problem = serde_json::from_slice(&problem.to_json()).expect("a problem");
    assert_eq!(read, problem);
    let unknown = json!({ "status": 400, "code": "because" });
    assert!(serde_json::from_value::<Problem>(unknown).is_err(), "the list is closed");
}

#[test]
fn what_is_told_reads_with_and_without_the_evidence() {
    let told = json!({
        "part": { "number": 1, "standing": "confirmed", "at": 1_800_000_000_000_i64 },
        "heard": { "number": 0, "standing": "unknown" },
    });
    let read: Told = serde_json::from_value(told.clone()).expect("a report");
    assert_eq!(read.evidence, None);
    assert_eq!(serde_json::to_value(&read).expect("JSON"), told, "and nothing is added");
}
