//! Tests at the HTTP edge: browsers at a portal, as people use it.

mod actors;
mod dossiers;
mod front;
mod pages;
mod place;
mod sign_in;
mod submission;
