use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use onedoor_base::Timestamp;

/// More than a visitor of the demonstration looks back at; the oldest are forgotten.
const KEPT: usize = 500;

/// A message that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The gateway's id for it.
    pub id: String,
    /// The sender's id for it: the same one sends nothing twice.
    pub key: String,
    /// The number it was sent to, E.164.
    pub to: String,
    /// What it says.
    pub text: String,
    /// The name that it comes from.
    pub sender: Option<String>,
    /// When the gateway took it.
    pub at: Timestamp,
}

/// The messages that were sent, in memory only.
#[derive(Debug, Default)]
pub struct Inbox(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    taken: u64,
    messages: VecDeque<Message>,
}

impl Inbox {
    /// Takes a message, unless its key was seen; returns the gateway's id for it.
    pub fn take(&self, key: &str, to: String, text: String, sender: Option<String>, at: Timestamp) -> String {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = state.messages.iter().find(|message| message.key == key) {
            return before.id.clone();
        }
        state.taken += 1;
        let id = format!("sms-{}", state.taken);
        state.messages.push_front(Message { id: id.clone(), key: key.to_owned(), to, text, sender, at });
        state.messages.truncate(KEPT);
        id
    }

    /// The newest first; only those to one number if one is given.
    pub fn newest_first(&self, to: Option<&str>) -> Vec<Message> {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.messages.iter().filter(|message| to.is_none_or(|to| message.to == to)).cloned().collect()
    }
}
