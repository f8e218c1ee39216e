//! Tests at the HTTP edge: browsers at a portal, as people use it.

mod actors;
mod dossiers;
mod front;
mod import;
mod pages;
mod place;
mod seed;
mod sign_in;
mod submission;
