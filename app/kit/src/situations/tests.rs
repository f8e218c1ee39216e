use std::collections::BTreeSet;

use onedoor_base::Language;
use onedoor_ui::Localizer;

use super::situations;

#[test]
fn every_situation_has_a_name_of_its_own_and_a_title_in_every_language() {
    let all = situations();
    let names: BTreeSet<_> = all.iter().map(crate::Situation::name).collect();
    assert_eq!(names.len(), all.len());
    assert!(all.len() > 40, "{}", all.len());
    for language in Language::ALL {
        let t = Localizer::of(language);
        for situation in &all {
            assert!(t.has(situation.title), "{}: {}", language.tag(), situation.title);
            assert!(t.has(situation.chapter.title()), "{}", situation.chapter.title());
            let standard = situation.section.starts_with("RFC") || situation.section.starts_with("OpenID");
            assert_eq!(situation.section_key().is_none(), standard, "{}", situation.section);
            assert!(situation.section_key().is_none_or(|key| t.has(key)), "{}", situation.section);
        }
    }
}
