use serde::{Deserialize, Serialize};

use crate::register::Born;

/// What the card says, or its owner says of it, besides what a register is asked with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Printed {
    /// The day of issue, from which the end of its validity follows.
    pub issued: Option<Born>,
    /// Place of permanent residence, on one line.
    pub residence: Option<String>,
}
