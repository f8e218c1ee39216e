//! What an operator decides about level 1 from the phone.

use std::time::Duration;

/// How a site gives level 1 from the phone; a site without it does not give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level1 {
    /// For how long pictures of a face are kept.
    pub keep_frames: Duration,
    /// When a second officer has to agree.
    pub second_officer: SecondOfficer,
}

/// When a second officer has to agree before level 1 is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecondOfficer {
    /// Never: one officer decides.
    Never,
    /// If the register's record differs from what the person said, or there is none.
    Differs,
    /// Always.
    Always,
}
