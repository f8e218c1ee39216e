use onedoor_base::Timestamp;
use onedoor_national_id::card::Card;
use onedoor_proofing::evidence::Kind;
use onedoor_proofing::face::{Challenge, Gesture, Shot};
use onedoor_ui::components::{
    Button, FileField, Form, button_link, button_row, details, heading, lede, section, steps,
};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, face_path, html};

use super::data::kind_key;
use super::{AT, sample_card, summary, trail};
use crate::level1::picture::PICTURE;
use crate::level1::{AGAIN, CONFIRM, DATA, FACE, PATH};

/// The next picture of a face.
pub(in crate::level1) struct FacePage {
    pub(in crate::level1) challenge: Challenge,
    /// Which is next.
    pub(in crate::level1) place: i64,
    /// When other gestures are drawn.
    pub(in crate::level1) until: Timestamp,
    pub(in crate::level1) problems: Problems,
}

/// All pictures, the portrait beside the data.
pub(in crate::level1) struct ConfirmPage {
    pub(in crate::level1) challenge: Challenge,
    pub(in crate::level1) card: Card,
    pub(in crate::level1) kind: Kind,
    pub(in crate::level1) problems: Problems,
}

/// What is to be done before the camera, as a sentence.
pub(crate) const fn shot_key(shot: Shot) -> &'static str {
    match shot {
        Shot::Portrait => "level1-shot-portrait",
        Shot::Gesture(Gesture::TurnLeft) => "level1-shot-turn-left",
        Shot::Gesture(Gesture::TurnRight) => "level1-shot-turn-right",
        Shot::Gesture(Gesture::LookUp) => "level1-shot-look-up",
        Shot::Gesture(Gesture::LookDown) => "level1-shot-look-down",
        Shot::Gesture(Gesture::OpenMouth) => "level1-shot-open-mouth",
        Shot::Gesture(Gesture::CloseEyes) => "level1-shot-close-eyes",
        Shot::Gesture(Gesture::Smile) => "level1-shot-smile",
        Shot::Gesture(Gesture::Lean) => "level1-shot-lean",
    }
}

impl FacePage {
    fn asked(&self, t: &Localizer) -> String {
        self.challenge.shot(self.place).map(|shot| t.get(shot_key(shot))).unwrap_or_default()
    }

    fn whole(&self) -> i64 {
        i64::try_from(self.challenge.shots().count()).unwrap_or_default()
    }

    /// Uncovered by the script, if there is a camera.
    fn camera(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            div.camera hidden data-face=(FACE) data-csrf=(view.csrf) data-place=(self.place) data-count=(self.whole())
                data-starting=(t.get("card-camera-starting")) data-refused=(t.get("level1-camera-refused"))
                data-missing=(t.get("level1-camera-missing")) data-failed=(t.get("card-camera-failed"))
                data-wait=(t.get("level1-camera-wait")) data-sending=(t.get("level1-camera-sending")) {
                @for (place, shot) in self.challenge.shots() {
                    p.camera__asked hidden data-shot=(place) {
                        (t.with("level1-face-place", &[("place", place.into()), ("count", self.whole().into())]))
                        " " strong { (t.get(shot_key(shot))) }
                    }
                }
                video.camera__picture.camera__picture--mirrored hidden playsinline muted aria-label=(t.get("card-camera-picture")) {}
                p.camera__said role="status" {}
                (button_row(&html! {
                    button.button type="button" data-start { span { (t.get("level1-camera-start")) } }
                    button.button type="button" hidden data-take { span { (t.get("level1-camera-take")) } }
                    button.button.button--secondary type="button" hidden data-stop { span { (t.get("card-camera-stop")) } }
                }))
            }
        }
    }
}

impl Page for FacePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("level1-face-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let place = [("place", self.place.into()), ("count", self.whole().into())];
        html! {
            (steps(t, 2, 3))
            (heading(self.title(t)))
            (lede(t.get("level1-face-lede")))
            (self.camera(view))
            (section(t.get("level1-face-photograph"), &html! {
                p { (t.with("level1-face-place", &place)) " " strong { (self.asked(t)) } }
                (Form::post(view, format!("{FACE}/{}", self.place)).with_file().around(&html! {
                    (FileField::new(PICTURE, t.get("level1-face-file"), "image/jpeg,image/png,image/webp")
                        .capture("user").hint(t.get("level1-face-file-hint")).problems(&self.problems, t))
                    (button_row(&html! { (Button::primary(t.get("level1-face-send"))) }))
                }))
            }))
            p.note { (t.get("level1-face-until")) " " (view.date_time(self.until)) }
            (details(t.get("level1-face-why"), &html! { p { (t.get("level1-face-why-text")) } }))
            p { a href=(DATA) { (t.get("level1-correct")) } }
            script type="module" src=(face_path()) {}
        }
    }
}

impl Page for ConfirmPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("level1-confirm-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let gestures = html! {
            ul.shots {
                @for (place, shot) in self.challenge.shots().skip(1) {
                    li { figure {
                        img.shots__picture src=(format!("{FACE}/{place}")) alt="" width="160" loading="lazy";
                        figcaption { (t.get(shot_key(shot))) }
                    } }
                }
            }
        };
        html! {
            (steps(t, 3, 3))
            (heading(self.title(t)))
            (lede(t.get("level1-confirm-lede")))
            div.portrait {
                img.portrait__picture src=(format!("{FACE}/1")) alt=(t.get("level1-portrait")) width="240";
                div { (summary(&self.card, t).row(t.get("level1-from"), t.get(kind_key(self.kind)))) }
            }
            (section(t.get("level1-gestures"), &gestures))
            (Form::post(view, CONFIRM).around(&html! {
                (button_row(&html! {
                    (Button::primary(t.get("level1-confirm")))
                    (button_link(t.get("level1-back"), PATH, false))
                }))
            }))
            (Form::post(view, AGAIN).around(&html! {
                (Button::secondary(t.get("level1-again")))
            }))
        }
    }
}

impl Sampled for FacePage {
    fn samples() -> Vec<Self> {
        let all = Gesture::ALL;
        let of = |place, gestures, problems| Self {
            challenge: Challenge { gestures, begun_at: AT },
            place,
            until: AT,
            problems,
        };
        let wrong = |key| Problems::one(Problem::new(PICTURE, key));
        vec![
            of(1, [all[0], all[1], all[2]], Problems::new()),
            of(2, [all[3], all[4], all[5]], wrong("level1-picture-blurred")),
            of(4, [all[6], all[2], all[7]], wrong("level1-picture-same")),
            of(
                3,
                [all[6], all[2], all[7]],
                Problems::one(Problem::new(PICTURE, "level1-picture-many").with("time", "12:30")),
            ),
        ]
    }
}

impl Sampled for ConfirmPage {
    fn samples() -> Vec<Self> {
        let gestures = [Gesture::Smile, Gesture::LookUp, Gesture::TurnLeft];
        let of = |kind| Self {
            challenge: Challenge { gestures, begun_at: AT },
            card: sample_card(),
            kind,
            problems: Problems::new(),
        };
        vec![of(Kind::CardCode), of(Kind::Typed)]
    }
}
