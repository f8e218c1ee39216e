//! Layout, components, style sheet and the catalogues in four languages.
//!
//! A page is a struct with typed fields that implements [`Page`]; [`render`] puts it into the layout
//! of the site that [`View`] describes. No sentence for people stands in the code: all text comes
//! from the Fluent catalogues through [`Localizer`]. Pages work without scripts; the few scripts only
//! add comfort. [`check`] renders pages strictly and judges the markup.

pub mod check;
pub mod components;

mod activity;
mod assets;
mod catalogue;
mod device;
mod emblem;
mod error_page;
mod help;
mod icon;
mod installed;
mod layout;
mod local_form;
mod localizer;
mod look;
mod news;
mod page;
mod percent;
mod problem;
mod typed;
mod view;

pub use activity::{ACTIVITY_PATH, ActivityKind, ActivityPage, DoneBy, Happening};
pub use assets::{
    Asset, assets, by_phone_path, card_path, device_key_path, device_path, face_path, passkeys_path,
    places_path, script_path, style_path,
};
pub(crate) use assets::{challenge_path, work_path};
pub use catalogue::{Catalogue, FILES, catalogues};
pub use device::device;
pub use error_page::{ErrorKind, ErrorPage};
pub use fluent_bundle::FluentValue as Arg;
pub use help::Help;
pub use icon::Icon;
pub use installed::{HomeIcon, WORKER, icons};
pub use local_form::{grouped_digits, grouped_phone, masked, moment, phone_hint, phone_malformed};
pub use localizer::Localizer;
pub use look::{Look, Role, SiteLook};
pub use maud::{Markup, PreEscaped, Render, html};
pub use news::News;
pub use page::{Page, Sampled, Samples, Width, render};
pub use problem::{Problem, Problems};
pub use typed::Typed;
pub use view::{NavItem, SignedIn, View};
