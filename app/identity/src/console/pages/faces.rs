//! What a program says of an applicant's pictures, and the picture of the register.

use onedoor_base::ApplicationId;
use onedoor_proofing::face::FaceVerdict;
use onedoor_ui::components::{Notice, SummaryList};
use onedoor_ui::{Localizer, Markup, View, html};

use crate::console::APPLICATIONS;
use crate::console::applications::FaceSaid;

/// What a program says of the pictures.
pub(in crate::console) enum Compared {
    /// There is none.
    Nobody,
    /// Nothing yet.
    NotYet,
    /// This.
    Said(FaceSaid),
}

/// The register's own picture. Whether it has one is known when it is asked for.
pub(super) fn register_picture(t: &Localizer, id: ApplicationId) -> Markup {
    let (words, address) =
        (t.get("applications-register-picture"), format!("{APPLICATIONS}/{id}/register-picture"));
    html! {
        img.faces__face src=(address) alt=(t.get("applications-register-picture-none"));
        p { a href=(address) { (words) } }
        p.note { (t.get("applications-register-picture-means")) }
    }
}

impl Compared {
    pub(super) fn shown(&self, view: &View) -> Markup {
        let t = &view.t;
        let said = match self {
            Self::Nobody => return html! {},
            Self::NotYet => return html! { (Notice::info(t.get("applications-face-not-yet"))) },
            Self::Said(said) => said,
        };
        let word = &said.word;
        let key = match word.verdict {
            FaceVerdict::Same if word.against.as_deref() == Some("register") => "applications-face-same",
            FaceVerdict::Same => "applications-face-one",
            FaceVerdict::Different => "applications-face-different",
            FaceVerdict::Attack => "applications-face-attack",
            FaceVerdict::Unclear => "applications-face-unclear",
        };
        let notice = if word.verdict == FaceVerdict::Same { Notice::info } else { Notice::warning };
        let attack =
            word.attack_detection.clone().unwrap_or_else(|| t.get("applications-face-attack-untested"));
        let list = SummaryList::new()
            .row(t.get("applications-face-by"), &word.provider)
            .row(t.get("applications-face-attack-level"), &attack)
            .rich(t.get("applications-face-when"), view.date_time(said.at));
        let score = word.score.map(|score| format!("{score:.2}"));
        html! {
            (notice(t.get(key)).and(&html! {
                (match score {
                    Some(score) => list.row(t.get("applications-face-score"), &score),
                    None => list,
                })
                p { (t.get("applications-face-you-decide")) }
            }))
        }
    }
}
