//! The picture that a register has of somebody. It is asked for when faces are compared, and kept nowhere here.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use onedoor_adapters::Trouble;
use onedoor_base::Country;
use serde::{Deserialize, Serialize};

use crate::Purpose;

/// Where a register is asked for a picture, below its address.
pub const PORTRAIT: &str = "/register/v1/portrait";
/// A picture of a megabyte and a half, in Base64.
pub const LARGEST_PORTRAIT: usize = 2 * 1024 * 1024;

/// What is sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PortraitQuestion {
    /// Whose number it is.
    pub country: Country,
    /// The number of the person.
    pub number: String,
    /// What for.
    pub purpose: Purpose,
}

/// What a register answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PortraitAnswer {
    /// JPEG, PNG or WebP in Base64 (RFC 4648 section 4), or nothing; that there is nothing is said.
    #[serde(deserialize_with = "Option::deserialize")]
    pub portrait: Option<String>,
}

/// Reads an answer. Whether it is a picture at all is not looked at here.
pub fn read_portrait(body: &[u8]) -> Result<Option<Vec<u8>>, Trouble> {
    if body.len() > LARGEST_PORTRAIT {
        return Err(Trouble::Unreadable("too large"));
    }
    let PortraitAnswer { portrait } =
        serde_json::from_slice(body).map_err(|_| Trouble::Unreadable("not what the interface answers"))?;
    let read =
        |text: String| STANDARD.decode(text).map_err(|_| Trouble::Unreadable("a picture that is no Base64"));
    let picture = portrait.map(read).transpose()?;
    Ok(picture.filter(|picture| !picture.is_empty()))
}
