use onedoor_adapters::Trouble;
use onedoor_proofing::face::Word;

use crate::{Client, Model, Pictures};

/// Who compares the pictures of an application.
#[derive(Debug, Clone)]
pub enum Comparer {
    /// A provider that is asked.
    Provider(Client),
    /// A model of the operator's own.
    Model(Model),
}

impl Comparer {
    /// What the pictures show.
    pub async fn compare(&self, pictures: &Pictures) -> Result<Word, Trouble> {
        match self {
            Self::Provider(client) => client.compare(pictures).await,
            Self::Model(model) => model.compare(pictures).await,
        }
    }

    /// Asks with certificate, key and authorities of another from now on, if both are asked over the network.
    pub fn renew(&self, fresh: &Self) {
        if let (Self::Provider(old), Self::Provider(fresh)) = (self, fresh) {
            old.renew(fresh);
        }
    }
}
