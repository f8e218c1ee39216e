//! Tests of the whole crate: pages, catalogues and the style sheet's colours.

mod assets;
mod catalogues;
mod colours;
mod layout;
mod localizer;
mod pages;
