//! What is said beside a field while it is filled in: what the form would say of it if it were sent as it stands.

use onedoor_ui::{Localizer, Problem};
use serde::Serialize;

/// What is said beside one field.
#[derive(Debug, Serialize)]
pub struct Said {
    fine: bool,
    text: String,
}

impl Said {
    /// What must be put right, or else that it is fine, by the key `fine`.
    pub fn of(t: &Localizer, problem: Option<&Problem>, fine: &'static str) -> Self {
        match problem {
            Some(problem) => Self { fine: false, text: problem.text(t) },
            None => Self { fine: true, text: t.get(fine) },
        }
    }
}
