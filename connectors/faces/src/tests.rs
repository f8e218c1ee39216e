use onedoor_proofing::face::{FaceVerdict, Word};
use serde_json::{Value, json};

use crate::{Against, LARGEST_ANSWER, Trouble, read_answer};

fn same() -> Value {
    json!({
        "comparison": "same", "against": "gestures", "score": 0.93,
        "provider": { "name": "Face Desk", "version": "4.1" },
        "attack": { "found": "none", "level": "ISO/IEC 30107-3 level 2" },
    })
}

fn read(answer: &Value) -> Result<Word, Trouble> {
    read_answer(answer.to_string().as_bytes(), Against::Gestures)
}

fn verdict(comparison: &str, attack: &str) -> (FaceVerdict, bool) {
    let mut answer = same();
    answer["comparison"] = json!(comparison);
    answer["attack"]["found"] = json!(attack);
    let word = read(&answer).expect("an answer");
    (word.verdict, word.attack_detection.is_some())
}

#[test]
fn what_a_provider_says_is_kept_as_told() {
    let word = Word {
        verdict: FaceVerdict::Same,
        score: Some(0.93),
        provider: "Face Desk 4.1".to_owned(),
        attack_detection: Some("ISO/IEC 30107-3 level 2".to_owned()),
        against: Some("gestures".to_owned()),
    };
    assert_eq!(read(&same()), Ok(word));
}

#[test]
fn an_attack_counts_more_than_likeness_and_doubt_is_no_yes() {
    assert_eq!(verdict("same", "none"), (FaceVerdict::Same, true));
    for comparison in ["same", "different", "unsure"] {
        assert_eq!(verdict(comparison, "attack"), (FaceVerdict::Attack, false));
    }
    assert_eq!(verdict("same", "unsure"), (FaceVerdict::Unclear, false));
    assert_eq!(verdict("unsure", "none"), (FaceVerdict::Unclear, true));
    assert_eq!(verdict("different", "unsure"), (FaceVerdict::Different, false));
    let mut untested = same();
    untested["attack"] = Value::Null;
    assert_eq!(read(&untested).map(|word| word.attack_detection), Ok(None), "nothing is made up");
}

#[test]
fn what_contradicts_itself_or_the_question_is_not_believed() {
    let spoilt: [fn(&mut Value); 12] = [
        |answer| answer["against"] = json!("register"),
        |answer| answer["against"] = json!("anything"),
        |answer| answer["score"] = json!(1.01),
        |answer| answer["score"] = json!(-0.1),
        |answer| answer["score"] = json!("0.9"),
        |answer| answer["comparison"] = json!("yes"),
        |answer| answer["provider"]["name"] = json!(" "),
        |answer| answer["provider"]["version"] = json!("4\n1"),
        |answer| answer["provider"]["name"] = json!("x".repeat(101)),
        |answer| answer["provider"] = json!("Face Desk"),
        |answer| answer["attack"]["level"] = json!(""),
        |answer| answer["attack"] = json!({ "found": "none" }),
    ];
    for (n, spoil) in spoilt.iter().enumerate() {
        let mut answer = same();
        spoil(&mut answer);
        assert!(matches!(read(&answer), Err(Trouble::Unreadable(_))), "{n}");
    }
    for body in ["", "[]", "{}", "null", "<html>"] {
        let read = read_answer(body.as_bytes(), Against::Gestures);
        assert_eq!(read, Err(Trouble::Unreadable("not what the interface answers")), "{body}");
    }
    let large = vec![b' '; LARGEST_ANSWER + 1];
    assert_eq!(read_answer(&large, Against::Gestures), Err(Trouble::Unreadable("too large")));
}
