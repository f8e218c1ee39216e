//! Messages to phones, and from the network (sections 4.4, 4.6).

use super::{Address, MalformedPdu};
use crate::read::{Reader, latin};
use crate::write::Writer;

const PAYLOAD: u16 = 0x0424;
const RECEIPTED_MESSAGE_ID: u16 = 0x001E;
const MESSAGE_STATE: u16 = 0x0427;

/// esm_class: the text begins with a header of its own.
const WITH_HEADER: u8 = 0x40;
/// esm_class of a deliver_sm: what became of a message.
const RECEIPT: u8 = 0x04;
const KIND: u8 = 0x3C;

/// A message to a phone, or a part of one.
#[derive(Clone, PartialEq, Eq)]
pub struct Submit {
    /// Whom it comes from.
    pub from: Address,
    /// Whom it is for.
    pub to: Address,
    /// Whether `text` begins with a header that says which part of a message it is.
    pub has_header: bool,
    /// data_coding: 0 the operator's alphabet, 8 UCS-2.
    pub coding: u8,
    /// At most 254 octets.
    pub text: Vec<u8>,
    /// Whether we want to hear what became of it.
    pub receipt: bool,
}

impl std::fmt::Debug for Submit {
    /// Says neither for whom nor what.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Submit").field("coding", &self.coding).finish_non_exhaustive()
    }
}

impl Submit {
    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, MalformedPdu> {
        let message = Message::read(fields)?;
        Ok(Self {
            has_header: message.class & WITH_HEADER != 0,
            receipt: message.registered & 0x03 == 1,
            from: message.from,
            to: message.to,
            coding: message.coding,
            text: message.text,
        })
    }

    pub(super) fn write(&self, fields: &mut Writer) {
        let message = Message {
            from: self.from.clone(),
            to: self.to.clone(),
            class: if self.has_header { WITH_HEADER } else { 0 },
            registered: u8::from(self.receipt),
            coding: self.coding,
            text: self.text.clone(),
        };
        message.write(fields);
    }
}

/// Something from the network.
#[derive(Clone, PartialEq, Eq)]
pub struct Deliver {
    /// Whom it comes from.
    pub from: Address,
    /// Whom it is for.
    pub to: Address,
    /// Whether it says what became of a message, and is not one.
    pub is_receipt: bool,
    /// What it says, read as Latin-1: receipts are ASCII.
    pub text: String,
    /// receipted_message_id
    pub about: Option<String>,
    /// message_state
    pub state: Option<u8>,
}

impl std::fmt::Debug for Deliver {
    /// Says neither from whom nor what.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Deliver").field("is_receipt", &self.is_receipt).finish_non_exhaustive()
    }
}

impl Deliver {
    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, MalformedPdu> {
        let message = Message::read(fields)?;
        let (mut text, mut about, mut state) = (latin(&message.text), None, None);
        while !fields.is_empty() {
            let (tag, count) = (fields.two()?, fields.two()?);
            let value = fields.octets(usize::from(count))?;
            match tag {
                PAYLOAD if text.is_empty() => text = latin(value),
                RECEIPTED_MESSAGE_ID => {
                    about = Some(latin(value.split(|&octet| octet == 0).next().unwrap_or_default()));
                }
                MESSAGE_STATE => state = value.first().copied(),
                _ => {}
            }
        }
        let is_receipt = message.class & KIND == RECEIPT;
        Ok(Self { from: message.from, to: message.to, is_receipt, text, about, state })
    }

    pub(super) fn write(&self, fields: &mut Writer) {
        let message = Message {
            from: self.from.clone(),
            to: self.to.clone(),
            class: if self.is_receipt { RECEIPT } else { 0 },
            registered: 0,
            coding: 0,
            text: self.text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect(),
        };
        message.write(fields);
        if let Some(about) = &self.about {
            let mut value: Vec<u8> = about.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
            value.push(0);
            fields.tagged(RECEIPTED_MESSAGE_ID, &value);
        }
        if let Some(state) = self.state {
            fields.tagged(MESSAGE_STATE, &[state]);
        }
    }
}

/// The fields that both kinds have.
struct Message {
    from: Address,
    to: Address,
    class: u8,
    registered: u8,
    coding: u8,
    text: Vec<u8>,
}

impl Message {
    fn read(fields: &mut Reader<'_>) -> Result<Self, MalformedPdu> {
        let _service = fields.text()?;
        let (from, to) = (Address::read(fields)?, Address::read(fields)?);
        let [class, _protocol, _priority] = [fields.octet()?, fields.octet()?, fields.octet()?];
        let _schedule_and_validity = (fields.text()?, fields.text()?);
        let [registered, _replace, coding, _default] =
            [fields.octet()?, fields.octet()?, fields.octet()?, fields.octet()?];
        let count = fields.octet()?;
        let text = fields.octets(usize::from(count))?.to_vec();
        Ok(Self { from, to, class, registered, coding, text })
    }

    fn write(&self, fields: &mut Writer) {
        fields.text("");
        self.from.write(fields);
        self.to.write(fields);
        for octet in [self.class, 0, 0] {
            fields.octet(octet);
        }
        fields.text("");
        fields.text("");
        for octet in [self.registered, 0, self.coding, 0] {
            fields.octet(octet);
        }
        fields.counted(&self.text);
    }
}
