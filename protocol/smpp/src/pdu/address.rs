use super::MalformedPdu;
use crate::read::Reader;
use crate::write::Writer;

/// An address with its type of number and numbering plan (sections 5.2.5, 5.2.6).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// Type of number: 0 unknown, 1 international, 3 of the network, 5 letters.
    pub kind: u8,
    /// Numbering plan: 0 unknown, 1 that of telephones (E.164).
    pub plan: u8,
    /// Digits without a plus sign, or letters.
    pub text: String,
}

impl Address {
    /// A telephone number of the world: `+84912345678`.
    pub fn phone(number: &str) -> Self {
        Self { kind: 1, plan: 1, text: number.trim_start_matches('+').to_owned() }
    }

    /// What a message comes from: a number with a plus sign, an operator's short number, or a name of up to 11
    /// characters; the operator chooses where it is empty.
    pub fn sender(name: &str) -> Self {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|octet| octet.is_ascii_digit());
        match name.strip_prefix('+') {
            _ if name.is_empty() => Self::default(),
            Some(number) if digits(number) => Self::phone(name),
            None if digits(name) => Self { kind: 3, plan: 0, text: name.to_owned() },
            _ => Self { kind: 5, plan: 0, text: name.to_owned() },
        }
    }

    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, MalformedPdu> {
        Ok(Self { kind: fields.octet()?, plan: fields.octet()?, text: fields.text()? })
    }

    pub(super) fn write(&self, fields: &mut Writer) {
        fields.octet(self.kind);
        fields.octet(self.plan);
        fields.text(&self.text);
    }
}
