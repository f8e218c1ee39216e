//! Packets in a stream of bytes (section 3.2).

/// The octets of the four numbers that every packet begins with.
pub(crate) const HEADER: usize = 16;

/// More than the longest packet: a payload of 64 KiB and all fields before it. Whoever says more than that does not
/// speak this protocol.
pub const MOST_OCTETS: usize = 66_000;

/// A packet that is not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// command_id
    pub command: u32,
    /// command_status
    pub status: u32,
    /// sequence_number
    pub sequence: u32,
    /// What comes after the header.
    pub body: Vec<u8>,
}

/// The length of a packet cannot be: nobody knows any more where the next begins, so the connection is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a packet of {0} octets")]
pub struct LostStream(pub u32);

/// Collects bytes as they come and gives packets as they are whole.
#[derive(Debug, Default)]
pub struct Frames {
    bytes: Vec<u8>,
    read: usize,
}

impl Frames {
    /// With nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what has come.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.read);
        self.read = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// The next packet, if it is whole.
    pub fn take(&mut self) -> Result<Option<Frame>, LostStream> {
        let rest = self.bytes.get(self.read..).unwrap_or_default();
        let Some(length) = number(rest, 0) else { return Ok(None) };
        let octets = usize::try_from(length).unwrap_or(usize::MAX);
        if !(HEADER..=MOST_OCTETS).contains(&octets) {
            return Err(LostStream(length));
        }
        let (Some(packet), Some(command), Some(status), Some(sequence)) =
            (rest.get(..octets), number(rest, 4), number(rest, 8), number(rest, 12))
        else {
            return Ok(None);
        };
        let frame = Frame { command, status, sequence, body: packet[HEADER..].to_vec() };
        self.read += octets;
        Ok(Some(frame))
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}
