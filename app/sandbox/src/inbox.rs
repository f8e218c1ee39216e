use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use onedoor_base::Timestamp;

use crate::letter::Letter;

/// More than a visitor of the demonstration looks back at; the oldest are forgotten.
const KEPT: usize = 500;

/// A message that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The gateway's id for it.
    pub id: String,
    /// The sender's id for it: the same one sends nothing twice.
    pub key: String,
    /// The number it was sent to, E.164, or the mail address.
    pub to: String,
    /// The subject of a letter.
    pub subject: Option<String>,
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
    /// Takes a text message, unless its key was seen; returns the gateway's id for it.
    pub fn take(&self, key: &str, to: String, text: String, sender: Option<String>, at: Timestamp) -> String {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = state.messages.iter().find(|message| message.key == key) {
            return before.id.clone();
        }
        let (key, subject) = (key.to_owned(), None);
        state.keep("sms", Message { id: String::new(), key, to, subject, text, sender, at })
    }

    /// Takes a letter to one address, unless it was taken before.
    pub(crate) fn take_letter(&self, to: String, letter: &Letter, at: Timestamp) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.messages.iter().any(|message| message.key == letter.id && message.to == to) {
            return;
        }
        let (key, subject) = (letter.id.clone(), Some(letter.subject.clone()));
        let (text, sender) = (letter.text.clone(), Some(letter.from.clone()));
        state.keep("mail", Message { id: String::new(), key, to, subject, text, sender, at });
    }

    /// The newest first; only those to one number if one is given.
    pub fn newest_first(&self, to: Option<&str>) -> Vec<Message> {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.messages.iter().filter(|message| to.is_none_or(|to| message.to == to)).cloned().collect()
    }
}

impl State {
    /// Puts it in front under an id of its own.
    fn keep(&mut self, kind: &str, message: Message) -> String {
        self.taken += 1;
        let id = format!("{kind}-{}", self.taken);
        self.messages.push_front(Message { id: id.clone(), ..message });
        self.messages.truncate(KEPT);
        id
    }
}
