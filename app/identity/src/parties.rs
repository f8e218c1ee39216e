use std::collections::{BTreeMap, BTreeSet};

use onedoor_base::Language;
use onedoor_oidc::Client;
use onedoor_site::activity::{Names, Parties};
use onedoor_storage::provider;

use crate::Identity;

impl Parties for Identity {
    /// The names that the clients are registered under.
    fn party_names(&self, parties: BTreeSet<String>, language: Language) -> Names {
        let store = self.site.store.clone();
        Box::pin(async move {
            store
                .read(move |tx| {
                    Box::pin(async move {
                        let mut names = BTreeMap::new();
                        for id in parties {
                            let registration =
                                provider::clients::known(tx, &id).await?.map(|known| known.registration);
                            let client =
                                registration.and_then(|json| serde_json::from_str::<Client>(&json).ok());
                            names
                                .extend(client.map(|client| (id, client.name_in(language.tag()).to_owned())));
                        }
                        Ok(names)
                    })
                })
                .await
        })
    }
}
