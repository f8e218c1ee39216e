use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{Clock, Language, Randomness, Timestamp};
use onedoor_ui::Localizer;

use super::{Report, page};
use crate::{Exchange, Kit, Played, Settings, Verdict, situations, starter};

const NOON: Timestamp = Timestamp::from_seconds(1_800_000_000);

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        NOON
    }
}

impl Randomness for Noon {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

fn report() -> Report {
    let settings: Settings = toml::from_str(&starter("abc")).expect("settings");
    let parts: (Arc<dyn Clock>, Arc<dyn Randomness>) = (Arc::new(Noon), Arc::new(Noon));
    let kit = Kit::new(settings, "http://portal.example", reqwest::Client::new(), parts).expect("a kit");
    let verdicts = [
        (Verdict::Passed, None),
        (Verdict::Failed, Some("kit-expects-inside")),
        (Verdict::NotApplicable, Some("kit-policy-way")),
        (Verdict::NotTried, Some("kit-untried-account")),
    ];
    let exchange = Exchange {
        way: "browser",
        request: "GET http://portal.example/?<script>".to_owned(),
        body: String::new(),
        status: 0,
        answer: "<b>".to_owned(),
    };
    let played: Vec<Played> = situations()
        .into_iter()
        .zip(verdicts.into_iter().cycle())
        .map(|(situation, (verdict, why))| Played {
            situation,
            verdict,
            why,
            exchanges: vec![exchange.clone()],
            took: Duration::from_millis(5),
        })
        .collect();
    Report::of(&kit, &played, (NOON, NOON.after(Duration::from_secs(9))), true)
}

#[test]
fn the_page_says_everything_in_every_language_and_nothing_of_it_is_markup_of_others() {
    let report = report();
    let (json, digest) = report.to_json();
    assert_eq!(digest.len(), 64);
    let read: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(read["began"], "2027-01-15T08:00:00Z");
    assert_eq!(read["situations"].as_array().map(Vec::len), Some(situations().len()));
    for language in Language::ALL {
        let (t, page) = (Localizer::of(language), page(&report, &digest, language));
        assert!(page.contains(&digest) && page.contains(&t.get("kit-report-failed")));
        for situation in situations() {
            assert!(page.contains(&t.get(situation.title)), "{}: {situation:?}", language.tag());
        }
        assert!(!page.contains("<script") && !page.contains("<b>"));
        assert!(!page.contains("kit-expects"), "{}: a key shows", language.tag());
    }
}
