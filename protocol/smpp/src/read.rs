//! The fields of a packet, one after another (section 3.1).

use crate::pdu::MalformedPdu;

/// What is left of a body.
pub(crate) struct Reader<'b>(pub(crate) &'b [u8]);

impl<'b> Reader<'b> {
    pub(crate) fn octet(&mut self) -> Result<u8, MalformedPdu> {
        let (&first, rest) = self.0.split_first().ok_or(MalformedPdu::Short)?;
        self.0 = rest;
        Ok(first)
    }

    pub(crate) fn two(&mut self) -> Result<u16, MalformedPdu> {
        Ok(u16::from_be_bytes([self.octet()?, self.octet()?]))
    }

    pub(crate) fn octets(&mut self, count: usize) -> Result<&'b [u8], MalformedPdu> {
        let (found, rest) = self.0.split_at_checked(count).ok_or(MalformedPdu::Short)?;
        self.0 = rest;
        Ok(found)
    }

    /// A text that ends with a nought. The specification allows ASCII; other octets are read as Latin-1, so that a
    /// strange operator's name is no reason to lose a packet.
    pub(crate) fn text(&mut self) -> Result<String, MalformedPdu> {
        let end = self.0.iter().position(|&octet| octet == 0).ok_or(MalformedPdu::Endless)?;
        let found = self.octets(end)?;
        self.octet()?;
        Ok(latin(found))
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

pub(crate) fn latin(octets: &[u8]) -> String {
    octets.iter().map(|&octet| char::from(octet)).collect()
}
