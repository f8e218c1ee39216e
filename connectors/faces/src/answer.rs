use onedoor_proofing::face::{FaceVerdict, Word};
use serde::Deserialize;

use crate::{Against, Trouble};

/// Much more than an answer needs.
pub const LARGEST_ANSWER: usize = 16 * 1024;
/// Of a name, a version, a level: characters.
pub const LONGEST_TEXT: usize = 100;

#[derive(Deserialize)]
struct Answer {
    comparison: Comparison,
    against: Against,
    score: Option<f64>,
    provider: Provider,
    attack: Option<Attack>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Comparison {
    Same,
    Different,
    Unsure,
}

#[derive(Deserialize)]
struct Provider {
    name: String,
    version: String,
}

/// What it found of presentation attacks.
#[derive(Deserialize)]
struct Attack {
    found: AttackFound,
    level: String,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum AttackFound {
    None,
    Attack,
    Unsure,
}

/// Reads an answer to a question in which the portrait was to be held against this.
///
/// An answer that contradicts itself or the question is no better than none.
pub fn read_answer(body: &[u8], against: Against) -> Result<Word, Trouble> {
    if body.len() > LARGEST_ANSWER {
        return Err(Trouble::Unreadable("too large"));
    }
    let answer: Answer =
        serde_json::from_slice(body).map_err(|_| Trouble::Unreadable("not what the interface answers"))?;
    if answer.against != against {
        return Err(Trouble::Unreadable("held against something else than was asked"));
    }
    if answer.score.is_some_and(|score| !(0.0..=1.0).contains(&score)) {
        return Err(Trouble::Unreadable("a score outside of 0 to 1"));
    }
    let Provider { name, version } = &answer.provider;
    let level = answer.attack.iter().map(|attack| &attack.level);
    if [name, version].into_iter().chain(level).any(|text| !plain(text)) {
        return Err(Trouble::Unreadable("a name, version or level that is no short line"));
    }
    Ok(Word {
        verdict: verdict(&answer),
        score: answer.score,
        provider: format!("{name} {version}"),
        // Only an attack that was ruled out says something for the person.
        attack_detection: answer
            .attack
            .filter(|attack| attack.found == AttackFound::None)
            .map(|attack| attack.level),
        against: Some(against.word().to_owned()),
    })
}

/// Whoever holds something before the camera is not helped by how like the person it is.
fn verdict(answer: &Answer) -> FaceVerdict {
    let attack = answer.attack.as_ref().map(|attack| attack.found);
    match (attack, answer.comparison) {
        (Some(AttackFound::Attack), _) => FaceVerdict::Attack,
        (_, Comparison::Different) => FaceVerdict::Different,
        (Some(AttackFound::Unsure), _) | (_, Comparison::Unsure) => FaceVerdict::Unclear,
        (Some(AttackFound::None) | None, Comparison::Same) => FaceVerdict::Same,
    }
}

fn plain(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= LONGEST_TEXT && !text.chars().any(char::is_control)
}
