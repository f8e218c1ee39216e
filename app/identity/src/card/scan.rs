//! The camera, and the photograph for whoever has no scripts, no camera or no patience.

use maud::{Markup, html};
use onedoor_ui::components::{Button, FileField, Form, button_row, section};
use onedoor_ui::{Problems, View, card_path};

use super::READ;
use super::look::PICTURE;

/// The part of a page that reads a card's code into the form with the id `fills`. A photograph goes to `photograph`.
pub(crate) fn scan(view: &View, fills: &str, photograph: &str, problems: &Problems) -> Markup {
    let t = &view.t;
    let camera = html! {
        p { (t.get("card-scan-where")) }
        // Uncovered by the script, if there is a camera.
        div.camera hidden data-card=(READ) data-fills=(fills) data-csrf=(view.csrf)
            data-starting=(t.get("card-camera-starting")) data-looking=(t.get("card-camera-looking"))
            data-refused=(t.get("card-camera-refused")) data-missing=(t.get("card-camera-missing"))
            data-tired=(t.get("card-camera-tired")) data-failed=(t.get("card-camera-failed")) {
            video.camera__picture hidden playsinline muted aria-label=(t.get("card-camera-picture")) {}
            p.camera__said role="status" {}
            ul.camera__doubts hidden {}
            (button_row(&html! {
                button.button type="button" data-start { span { (t.get("card-camera-start")) } }
                button.button.button--secondary type="button" hidden data-stop { span { (t.get("card-camera-stop")) } }
            }))
        }
        (Form::post(view, photograph).with_file().around(&html! {
            (FileField::new(PICTURE, t.get("card-photograph"), "image/jpeg,image/png,image/webp").capture("environment")
                .hint(t.get("card-photograph-hint")).problems(problems, t))
            (button_row(&html! { (Button::secondary(t.get("card-photograph-read"))) }))
        }))
        p { a href=(format!("#{fills}")) { (t.get("card-not-readable")) } }
        script type="module" src=(card_path()) {}
    };
    section(t.get("card-scan"), &camera)
}
