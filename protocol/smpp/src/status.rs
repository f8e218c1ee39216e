//! What the other side says to a packet (section 5.1.3).

use std::fmt;

/// A command_status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status(pub u32);

/// What whoever sent the packet does about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// It was taken.
    Taken,
    /// Too much at once, or its queue is full: the same again, and everything else, a little later.
    Slower,
    /// It is broken or busy for another reason: later.
    Later,
    /// It does not know us, or not this connection: nothing more is taken on it.
    NotBound,
    /// It will never take this message: the number or the text.
    Refused,
    /// It does not like what we are set up with, or the packet: an operator must look.
    Strange,
}

impl Status {
    /// ESME_ROK
    pub const OK: Self = Self(0);
    /// ESME_RINVCMDLEN: the packet cannot be read.
    pub const INVALID_LENGTH: Self = Self(0x02);
    /// ESME_RINVCMDID: no such packet is known.
    pub const INVALID_COMMAND: Self = Self(0x03);
    /// ESME_RTHROTTLED: more than was agreed.
    pub const THROTTLED: Self = Self(0x58);
    /// ESME_RX_T_APPN: bring it again later.
    pub const BRING_AGAIN: Self = Self(0x64);

    /// What it means for the one who sent the packet.
    pub const fn meaning(self) -> Meaning {
        match self.0 {
            0x00 => Meaning::Taken,
            // Queue full; throttled.
            0x14 | 0x58 => Meaning::Slower,
            // Wrong state of the bind, bound already, bind failed, wrong password, wrong system id.
            0x04 | 0x05 | 0x0D | 0x0E | 0x0F => Meaning::NotBound,
            // Length of the message, address of the destination, its type and plan; refused for good by the application.
            0x01 | 0x0B | 0x50 | 0x51 | 0x65 | 0x66 => Meaning::Refused,
            // System error, cancelled or failed submission, temporary trouble of the application.
            0x08 | 0x45 | 0x64 => Meaning::Later,
            _ => Meaning::Strange,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SMPP status 0x{:08x}", self.0)
    }
}
