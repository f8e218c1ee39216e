//! The catalogues are complete, say the same in every language, and hold nothing that no page says.

mod glossary;
mod sources;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use onedoor_base::Language;

use texts::{Text, texts};

/// Keys that are put together while running, by their beginning. Empty is best.
const BUILT_WHILE_RUNNING: &[&str] = &["activity-", "by-phone-answer-", "copy-"];

/// Rooms whose actions stand in the record.
const ROOMS: [&str; 7] = ["audit", "linking", "people", "provider", "services", "site", "vault"];

/// Actions that are about no person: only the operator reads of them.
const OPERATORS: [&str; 15] = [
    "audit.key.made",
    "linking.event.refused",
    "provider.client.ended",
    "provider.client.registered",
    "provider.key.made",
    "provider.key.moved",
    "provider.key.withdrawn",
    "provider.system.merged",
    "provider.system.resumed",
    "provider.system.retired",
    "provider.system.suspended",
    "services.portal.absorbed",
    "site.alarm.seen",
    "site.alarm.settled",
    "site.message.expired",
];

/// Texts that are the same in English and in another language, rightly.
const SAME_AS_ENGLISH: &[(Language, &str)] = &[];

fn by_language() -> BTreeMap<&'static str, BTreeMap<String, Text>> {
    Language::ALL.into_iter().map(|language| (language.tag(), texts(language))).collect()
}

#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_language_has_the_same_keys_and_variables() {
    let all = by_language();
    let keys: BTreeSet<&String> = all.values().flat_map(BTreeMap::keys).collect();
    let mut wrong = Vec::new();
    for key in keys {
        let english = all["en"].get(key).map(|text| &text.variables);
        for (language, texts) in &all {
            match (texts.get(key), english) {
                (None, _) => wrong.push(format!("{language} lacks {key}")),
                (Some(text), Some(english)) if text.variables != *english => {
                    wrong.push(format!("{language}: {key} has {:?}, en has {english:?}", text.variables));
                }
                _ => {}
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_key_that_a_page_asks_for_is_there() {
    let there = texts(Language::En);
    let asked = sources::keys_asked_for();
    assert!(asked.len() > 30, "the search for keys in the sources finds almost nothing");
    let wrong: Vec<_> = asked
        .into_iter()
        .filter(|(key, _)| !there.contains_key(key))
        .map(|(key, file)| format!("{file} asks for {key}, which no catalogue has"))
        .collect();
    none(&wrong);
}

#[test]
fn every_key_is_named_somewhere_in_the_sources() {
    let literals = sources::literals();
    let unused: Vec<_> = texts(Language::En)
        .into_keys()
        .filter(|key| {
            !literals.contains(key) && !BUILT_WHILE_RUNNING.iter().any(|start| key.starts_with(start))
        })
        .map(|key| format!("{key} is in the catalogues, but no page says it"))
        .collect();
    none(&unused);
}

#[test]
fn every_action_of_the_record_has_its_sentence_in_every_language() {
    let literals = sources::literals();
    let part = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let actions: Vec<&String> = literals
        .iter()
        .filter(|text| {
            let parts: Vec<&str> = text.split('.').collect();
            parts.len() == 3 && ROOMS.contains(&parts[0]) && parts.iter().all(|text| part(text))
        })
        .filter(|action| !OPERATORS.contains(&action.as_str()))
        .collect();
    assert!(actions.len() > 40, "the search for actions in the sources finds almost nothing: {actions:?}");
    let all = by_language();
    let mut wrong = Vec::new();
    for action in actions {
        let key = format!("activity-{}", action.replace(['.', '_'], "-"));
        let lacking = all.iter().filter(|(_, texts)| !texts.contains_key(&key));
        wrong.extend(lacking.map(|(language, _)| format!("{language} has no sentence for {action}: {key}")));
    }
    none(&wrong);
}

#[test]
fn no_text_is_left_in_english() {
    let all = by_language();
    let mut wrong = Vec::new();
    for language in [Language::Vi, Language::Zh, Language::Ru] {
        for (key, text) in &all[language.tag()] {
            let same = all["en"].get(key).is_some_and(|english| english.words == text.words);
            let has_words = text.words.chars().any(char::is_alphabetic);
            if same && has_words && !SAME_AS_ENGLISH.contains(&(language, key.as_str())) {
                wrong.push(format!("{}: {key} is in English: {}", language.tag(), text.words));
            }
        }
    }
    none(&wrong);
}

#[test]
fn russian_is_cyrillic_and_chinese_is_han() {
    let all = by_language();
    let mut wrong = Vec::new();
    let mut look = |language: &str, own: fn(char) -> bool| {
        for (key, text) in &all[language] {
            let words = text.words.chars().any(char::is_alphabetic);
            if words && !text.words.chars().any(own) {
                wrong.push(format!("{language}: {key}: {}", text.words));
            }
        }
    };
    look("ru", |c| ('\u{400}'..='\u{4ff}').contains(&c));
    look("zh", |c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    none(&wrong);
}

#[test]
fn quotation_marks_are_the_printers_own() {
    let mut wrong = Vec::new();
    for (language, texts) in by_language() {
        for (key, text) in texts {
            if text.words.contains(['"', '\'']) {
                wrong.push(format!("{language}: {key} has typewriter quotes: {}", text.words));
            }
        }
    }
    none(&wrong);
}
