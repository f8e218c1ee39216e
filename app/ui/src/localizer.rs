use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use onedoor_base::Language;
use unic_langid::LanguageIdentifier;

use crate::catalogue::catalogues;

/// Speaks one language: looks a key up in the catalogues and fills in its variables.
///
/// One per language is built at the first use and shared ([`Localizer::of`]).
pub struct Localizer {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// What was asked for in vain; kept only by a strict one.
    missed: Option<Mutex<BTreeSet<String>>>,
}

static SHARED: LazyLock<[Arc<Localizer>; 4]> =
    LazyLock::new(|| Language::ALL.map(|language| Arc::new(Localizer::build(language, None))));

impl Localizer {
    /// The shared one of a language. A key that it lacks shows as itself, and the log says so.
    pub fn of(language: Language) -> Arc<Self> {
        let place = Language::ALL.iter().position(|l| *l == language).unwrap_or_default();
        Arc::clone(&SHARED[place])
    }

    /// A new one that remembers what it was asked for in vain, for tests: see [`Localizer::missed`].
    pub fn strict(language: Language) -> Arc<Self> {
        Arc::new(Self::build(language, Some(Mutex::default())))
    }

    /// The language that it speaks.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text of a key that has no variables.
    pub fn get(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text of a key with its variables filled in.
    pub fn with(&self, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
        let args: FluentArgs<'_> =
            args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        self.format(key, Some(&args))
    }

    /// The same with variables whose names are not known beforehand.
    pub(crate) fn filled(&self, key: &str, args: &[(Cow<'static, str>, FluentValue<'static>)]) -> String {
        let args: FluentArgs<'_> = args.iter().cloned().collect();
        self.format(key, Some(&args))
    }

    /// Whether the catalogues have this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// Keys that were missing or could not be filled in, since a strict one was built.
    pub fn missed(&self) -> Vec<String> {
        self.missed
            .as_ref()
            .map(|missed| missed.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect())
            .unwrap_or_default()
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            self.complain(key, "no such key");
            return key.to_owned();
        };
        let mut failures = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut failures);
        if let Some(failure) = failures.first() {
            self.complain(key, &failure.to_string());
        }
        text.into_owned()
    }

    fn complain(&self, key: &str, why: &str) {
        let language = self.language.tag();
        if let Some(missed) = &self.missed {
            missed.lock().unwrap_or_else(PoisonError::into_inner).insert(format!("{language}: {key}: {why}"));
        } else {
            tracing::error!(key, language, why, "catalogue lacks a text");
        }
    }

    fn build(language: Language, missed: Option<Mutex<BTreeSet<String>>>) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![locale(language)]);
        // The marks would be in every title and copied number; our texts don't mix directions.
        bundle.set_use_isolating(false);
        for catalogue in catalogues().iter().filter(|c| c.language == language) {
            let resource =
                FluentResource::try_new(catalogue.source.to_owned()).unwrap_or_else(|(part, why)| {
                    tracing::error!(
                        room = catalogue.room,
                        language = language.tag(),
                        ?why,
                        "catalogue is malformed"
                    );
                    part
                });
            if let Err(why) = bundle.add_resource(resource) {
                tracing::error!(
                    room = catalogue.room,
                    language = language.tag(),
                    ?why,
                    "catalogue repeats a key"
                );
            }
        }
        Self { language, bundle, missed }
    }
}

/// Chooses the rules of plurals.
fn locale(language: Language) -> LanguageIdentifier {
    language.tag().parse().expect("our tags are well-formed")
}
