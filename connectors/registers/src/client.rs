use std::time::Duration;

use onedoor_adapters::{BadClient, ClientSettings, Trouble};
use onedoor_base::Country;
use onedoor_proofing::register::{Entry, Sought};
use serde::Serialize;

use crate::portrait::{LARGEST_PORTRAIT, PORTRAIT, PortraitQuestion, read_portrait};
use crate::{LARGEST_ANSWER, LOOK, Purpose, Question, read_answer};

/// Somebody waits before a form: better a clear "later" than a page that never comes.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// A register, asked over TLS with a certificate of ours. Clones share its connections.
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

    /// Asks for those who may be the person that is sought.
    pub async fn look(&self, sought: &Sought, purpose: Purpose) -> Result<Vec<Entry>, Trouble> {
        let question = json(&Question { sought: sought.clone(), purpose });
        let body = self.0.ask(LOOK, &question, LARGEST_ANSWER).await?;
        read_answer(&body, sought.country)
    }

    /// Asks for the picture of whoever has the number, as the register keeps it; nothing where it gives none.
    pub async fn portrait(
        &self,
        (country, number): (Country, &str),
        purpose: Purpose,
    ) -> Result<Option<Vec<u8>>, Trouble> {
        let question = json(&PortraitQuestion { country, number: number.to_owned(), purpose });
        match self.0.ask(PORTRAIT, &question, LARGEST_PORTRAIT).await {
            Ok(body) => read_portrait(&body),
            // Not every register has pictures, or an adapter that knows of them.
            Err(Trouble::Refused(404)) => Ok(None),
            Err(trouble) => Err(trouble),
        }
    }
}

fn json(question: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(question).expect("strings and numbers serialise")
}
