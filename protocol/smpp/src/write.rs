//! The fields of a packet as they are written.

/// A body that grows.
#[derive(Default)]
pub(crate) struct Writer(pub(crate) Vec<u8>);

impl Writer {
    pub(crate) fn octet(&mut self, octet: u8) {
        self.0.push(octet);
    }

    /// A text and the nought at its end; a nought in it would end it early, so it is left out.
    pub(crate) fn text(&mut self, text: &str) {
        self.0.extend(text.bytes().filter(|&octet| octet != 0));
        self.0.push(0);
    }

    /// A field that says itself how long it is, up to 255 octets.
    pub(crate) fn counted(&mut self, octets: &[u8]) {
        let count = u8::try_from(octets.len()).unwrap_or(u8::MAX);
        self.octet(count);
        self.0.extend(&octets[..usize::from(count)]);
    }

    /// An optional field (section 3.2.4).
    pub(crate) fn tagged(&mut self, tag: u16, value: &[u8]) {
        let count = u16::try_from(value.len()).unwrap_or(u16::MAX);
        self.0.extend(tag.to_be_bytes());
        self.0.extend(count.to_be_bytes());
        self.0.extend(&value[..usize::from(count)]);
    }
}
