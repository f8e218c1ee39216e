use std::sync::Arc;

use onedoor_base::Language;
use onedoor_ui::Localizer;

#[test]
fn one_localizer_a_language_is_shared() {
    for language in Language::ALL {
        assert!(Arc::ptr_eq(&Localizer::of(language), &Localizer::of(language)));
        assert_eq!(Localizer::of(language).language(), language);
    }
}

#[test]
fn variables_are_filled_in_without_invisible_marks() {
    let text = Localizer::of(Language::En).with("form-step", &[("step", 2.into()), ("of", 3.into())]);
    assert_eq!(text, "Step 2 of 3");
    let text = Localizer::of(Language::Ru).with("error-unreachable", &[("site", "VNeID".into())]);
    assert_eq!(text, "VNeID сейчас не отвечает");
}

#[test]
fn a_strict_one_remembers_what_it_was_asked_for_in_vain() {
    let t = Localizer::strict(Language::En);
    assert_eq!(t.get("layout-back"), "Back");
    assert_eq!(t.missed(), Vec::<String>::new());
    assert_eq!(t.get("no-such-key"), "no-such-key");
    t.with("form-step", &[("step", 2.into())]);
    let missed = t.missed();
    assert_eq!(missed.len(), 2, "{missed:?}");
    assert!(missed[0].starts_with("en: form-step") && missed[1].starts_with("en: no-such-key"), "{missed:?}");
}

#[test]
fn a_shared_one_shows_the_key_and_remembers_nothing() {
    let t = Localizer::of(Language::Vi);
    assert!(!t.has("no-such-key"));
    assert_eq!(t.get("no-such-key"), "no-such-key");
    assert!(t.missed().is_empty());
}
