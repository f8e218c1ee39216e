//! The packets that are spoken here (section 4).

mod address;
mod message;

pub use address::Address;
pub use message::{Deliver, Submit};

use crate::frame::{Frame, HEADER};
use crate::read::Reader;
use crate::status::Status;
use crate::write::Writer;

/// The version of the protocol that a bind names.
const VERSION: u8 = 0x34;

/// The numbers of the packets (section 5.1.2.1).
pub mod command {
    /// The bit of an answer.
    pub const ANSWER: u32 = 0x8000_0000;
    /// generic_nack
    pub const GENERIC_NACK: u32 = 0x8000_0000;
    /// submit_sm
    pub const SUBMIT_SM: u32 = 0x04;
    /// deliver_sm
    pub const DELIVER_SM: u32 = 0x05;
    /// unbind
    pub const UNBIND: u32 = 0x06;
    /// bind_transceiver
    pub const BIND_TRANSCEIVER: u32 = 0x09;
    /// enquire_link
    pub const ENQUIRE_LINK: u32 = 0x15;
}

/// Why a packet cannot be read; the next one can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MalformedPdu {
    /// It ends in the middle of a field.
    #[error("the packet ends too early")]
    Short,
    /// A text has no end.
    #[error("a text in the packet does not end")]
    Endless,
}

/// A packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdu {
    /// What an answer says of the packet that it answers; nought otherwise.
    pub status: Status,
    /// An answer bears the number of what it answers.
    pub sequence: u32,
    /// What it is.
    pub body: Body,
}

/// What a packet is, with its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Who we are: afterwards both sides may send.
    BindTransceiver(Bind),
    /// The answer, with the name of the other side.
    BindTransceiverResp(String),
    /// A message to a phone.
    SubmitSm(Submit),
    /// The answer, with the other side's id for the message.
    SubmitSmResp(String),
    /// What came from a phone, or became of a message.
    DeliverSm(Deliver),
    /// The answer.
    DeliverSmResp,
    /// Are you there?
    EnquireLink,
    /// Yes.
    EnquireLinkResp,
    /// It is over.
    Unbind,
    /// The answer.
    UnbindResp,
    /// A packet that could not be read or is not known.
    GenericNack,
    /// Anything else, by its number.
    Other(u32),
}

/// Who binds.
#[derive(Clone, PartialEq, Eq)]
pub struct Bind {
    /// Up to 15 characters.
    pub system_id: String,
    /// Up to 8 characters by the specification; many take more.
    pub password: String,
    /// What kind of client, where the operator wants one.
    pub system_type: String,
}

impl std::fmt::Debug for Bind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bind").field("system_id", &self.system_id).finish_non_exhaustive()
    }
}

impl Pdu {
    /// A packet that asks for something.
    pub const fn new(sequence: u32, body: Body) -> Self {
        Self { status: Status::OK, sequence, body }
    }

    /// The answer to a packet.
    pub const fn answer(sequence: u32, status: Status, body: Body) -> Self {
        Self { status, sequence, body }
    }

    /// Reads a packet.
    pub fn read(frame: &Frame) -> Result<Self, MalformedPdu> {
        let mut fields = Reader(&frame.body);
        // An answer that says no may come without its fields.
        let id = |fields: &mut Reader<'_>| if fields.is_empty() { Ok(String::new()) } else { fields.text() };
        let body = match (frame.command & command::ANSWER != 0, frame.command & !command::ANSWER) {
            (true, 0) => Body::GenericNack,
            (false, command::BIND_TRANSCEIVER) => Body::BindTransceiver(Bind::read(&mut fields)?),
            (true, command::BIND_TRANSCEIVER) => Body::BindTransceiverResp(id(&mut fields)?),
            (false, command::SUBMIT_SM) => Body::SubmitSm(Submit::read(&mut fields)?),
            (true, command::SUBMIT_SM) => Body::SubmitSmResp(id(&mut fields)?),
            (false, command::DELIVER_SM) => Body::DeliverSm(Deliver::read(&mut fields)?),
            (true, command::DELIVER_SM) => Body::DeliverSmResp,
            (false, command::ENQUIRE_LINK) => Body::EnquireLink,
            (true, command::ENQUIRE_LINK) => Body::EnquireLinkResp,
            (false, command::UNBIND) => Body::Unbind,
            (true, command::UNBIND) => Body::UnbindResp,
            _ => Body::Other(frame.command),
        };
        Ok(Self { status: Status(frame.status), sequence: frame.sequence, body })
    }

    /// The octets of the packet.
    pub fn write(&self) -> Vec<u8> {
        let mut fields = Writer::default();
        match &self.body {
            Body::BindTransceiver(bind) => bind.write(&mut fields),
            Body::BindTransceiverResp(id) | Body::SubmitSmResp(id) => fields.text(id),
            Body::SubmitSm(submit) => submit.write(&mut fields),
            Body::DeliverSm(deliver) => deliver.write(&mut fields),
            // The id in it is of no use (section 4.6.2).
            Body::DeliverSmResp => fields.text(""),
            _ => {}
        }
        let length = u32::try_from(HEADER + fields.0.len()).unwrap_or(u32::MAX);
        let header = [length, self.body.command(), self.status.0, self.sequence];
        let mut octets: Vec<u8> = header.iter().flat_map(|number| number.to_be_bytes()).collect();
        octets.extend(fields.0);
        octets
    }
}

impl Body {
    const fn command(&self) -> u32 {
        match self {
            Self::BindTransceiver(_) => command::BIND_TRANSCEIVER,
            Self::BindTransceiverResp(_) => command::BIND_TRANSCEIVER | command::ANSWER,
            Self::SubmitSm(_) => command::SUBMIT_SM,
            Self::SubmitSmResp(_) => command::SUBMIT_SM | command::ANSWER,
            Self::DeliverSm(_) => command::DELIVER_SM,
            Self::DeliverSmResp => command::DELIVER_SM | command::ANSWER,
            Self::EnquireLink => command::ENQUIRE_LINK,
            Self::EnquireLinkResp => command::ENQUIRE_LINK | command::ANSWER,
            Self::Unbind => command::UNBIND,
            Self::UnbindResp => command::UNBIND | command::ANSWER,
            Self::GenericNack => command::GENERIC_NACK,
            Self::Other(command) => *command,
        }
    }
}

impl Bind {
    fn read(fields: &mut Reader<'_>) -> Result<Self, MalformedPdu> {
        let [system_id, password, system_type] = [fields.text()?, fields.text()?, fields.text()?];
        let _version_and_range = (fields.octet()?, Address::read(fields)?);
        Ok(Self { system_id, password, system_type })
    }

    fn write(&self, fields: &mut Writer) {
        for text in [&self.system_id, &self.password, &self.system_type] {
            fields.text(text);
        }
        fields.octet(VERSION);
        // Which numbers' messages we take: the operator knows.
        Address::default().write(fields);
    }
}
