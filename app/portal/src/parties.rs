use std::collections::{BTreeMap, BTreeSet};

use onedoor_base::Language;
use onedoor_site::activity::{Names, Parties};
use onedoor_ui::Localizer;

use crate::Portal;

impl Parties for Portal {
    /// The names of the national identities.
    fn party_names(&self, parties: BTreeSet<String>, language: Language) -> Names {
        let t = Localizer::of(language);
        let name = |issuer: String| self.linking.of_issuer(&issuer).map(|one| (issuer, one.look.name(&t)));
        let names: BTreeMap<_, _> = parties.into_iter().filter_map(name).collect();
        Box::pin(async move { Ok(names) })
    }
}
