use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::{Refused, RelyingParty};

/// What the browser says about the question that it put to the authenticator (section 5.8.1).
#[derive(Deserialize)]
pub(super) struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
}

/// The question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    Create,
    Get,
}

impl Question {
    const fn word(self) -> &'static str {
        match self {
            Self::Create => "webauthn.create",
            Self::Get => "webauthn.get",
        }
    }
}

/// Checks type, challenge and origin (sections 7.1 and 7.2, steps on `C`).
pub(super) fn check(
    json: &[u8],
    question: Question,
    challenge: &[u8],
    party: RelyingParty<'_>,
) -> Result<(), Refused> {
    let data: ClientData = serde_json::from_slice(json).map_err(|_| Refused::Unreadable("client data"))?;
    if data.kind != question.word() {
        return Err(Refused::Kind);
    }
    if data.challenge != URL_SAFE_NO_PAD.encode(challenge) {
        return Err(Refused::Challenge);
    }
    // In a frame of another site nobody knows who asks.
    if data.origin != party.origin || data.cross_origin {
        return Err(Refused::Origin);
    }
    Ok(())
}
