use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use onedoor_proofing::face::Gesture;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Where a provider is asked, below its address.
pub const COMPARE: &str = "/faces/v1/compare";

/// What a portrait is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Against {
    /// The picture that the population register has.
    Register,
    /// The pictures of the gestures: that shows one person throughout, and not who it is.
    Gestures,
}

impl Against {
    /// As in the interface, and as kept with what a provider said.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Gestures => "gestures",
        }
    }
}

/// The pictures of an application, JPEG. Nothing else goes along: neither name nor number.
#[derive(Clone)]
pub struct Pictures {
    /// The face looking straight ahead.
    pub portrait: Vec<u8>,
    /// The register's picture, if it gave one.
    pub reference: Option<Vec<u8>>,
    /// Each gesture that was asked for, in that order, with its picture.
    pub gestures: Vec<(Gesture, Vec<u8>)>,
}

impl Pictures {
    /// What there is to hold the portrait against.
    pub const fn against(&self) -> Against {
        if self.reference.is_some() { Against::Register } else { Against::Gestures }
    }

    pub(crate) fn question(&self) -> Vec<u8> {
        let gestures: Vec<Value> = self
            .gestures
            .iter()
            .map(|(gesture, picture)| json!({ "gesture": gesture.word(), "picture": STANDARD.encode(picture) }))
            .collect();
        let question = json!({
            "portrait": STANDARD.encode(&self.portrait),
            "reference": self.reference.as_ref().map(|picture| STANDARD.encode(picture)),
            "gestures": gestures,
        });
        question.to_string().into_bytes()
    }
}
