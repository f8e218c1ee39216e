//! What the application needs of a browser (S3.10), each with what to do where it is missing.

use maud::{Markup, html};
use onedoor_ui::components::{Tone, section, status};
use onedoor_ui::{View, device_path};

/// What is looked at: the name that the script knows it by, what it is, and what to do without it.
const CHECKS: [(&str, &str, &str); 4] = [
    ("secure", "app-device-secure", "app-device-secure-missing"),
    ("cookies", "app-device-cookies", "app-device-cookies-missing"),
    ("camera", "app-device-camera", "app-device-camera-missing"),
    ("crypto", "app-device-crypto", "app-device-crypto-missing"),
];

/// The list. The script looks and uncovers what is so; without scripts, and in browsers that are too old for it, stands
/// what works all the same.
pub(super) fn device(view: &View) -> Markup {
    let t = &view.t;
    let list = html! {
        p data-device-without { (t.get("app-device-no-scripts")) }
        ul hidden data-device {
            @for (name, what, missing) in CHECKS {
                li data-check=(name) {
                    (t.get(what)) " "
                    span hidden data-fine { (status(t.get("app-device-fine"), Tone::Good)) }
                    span hidden data-missing {
                        (status(t.get("app-device-missing"), Tone::Attention)) " " (t.get(missing))
                    }
                }
            }
        }
        script type="module" src=(device_path()) {}
    };
    section(t.get("app-device"), &list)
}
