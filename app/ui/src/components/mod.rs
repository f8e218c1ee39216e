//! What pages are made of. Functions return markup; things with options are small builders that
//! render themselves. All texts come in finished: `t.get("…")`.

mod challenge;
mod choice;
mod data;
mod field;
mod form;
mod notice;
mod parts;
mod progress;
mod sites;
mod table;

pub use challenge::Challenge;
pub use choice::{Checkbox, Radios, Select};
pub use data::{Cards, Figures, SummaryList, Tone, empty_state, status};
pub use field::{FileField, TextField};
pub(crate) use form::error_summary;
pub use form::{Button, Form, advice, button_link, button_row, fieldset, hidden};
pub use notice::{Notice, reference_number};
pub(crate) use parts::{back_link, breadcrumb};
pub use parts::{details, external_link, heading, kicker, lede, panel, section};
pub use progress::{meter, steps};
pub use sites::{SiteWay, bridge, site_card, site_cards, site_tile};
pub use table::Table;
