use std::time::Duration;

use onedoor_adapters::{BadClient, ClientSettings, Trouble};
use onedoor_proofing::face::Word;

use crate::{COMPARE, LARGEST_ANSWER, Pictures, read_answer};

/// A job asks, nobody waits before a page: some megabytes up, and a model to be run.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A provider, asked over TLS. Clones share its connections.
#[derive(Debug, Clone)]
pub struct Client(onedoor_adapters::Client);

impl Client {
    /// Reads certificates and key; asks nothing yet.
    pub fn new(settings: &ClientSettings<'_>) -> Result<Self, BadClient> {
        onedoor_adapters::Client::new(settings, PATIENCE).map(Self)
    }

    /// Asks with certificate, key and authorities of another from now on, and so do all clones.
    pub fn renew(&self, fresh: &Self) {
        self.0.renew(&fresh.0);
    }

    /// Asks what the pictures show.
    pub async fn compare(&self, pictures: &Pictures) -> Result<Word, Trouble> {
        let body = self.0.ask(COMPARE, &pictures.question(), LARGEST_ANSWER).await?;
        read_answer(&body, pictures.against())
    }
}
