//! Tests of the whole crate: pages, catalogues and the style sheet's colours.

mod catalogues;
mod pages;
