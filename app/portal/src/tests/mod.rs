//! Tests at the HTTP edge: browsers at a portal, as people use it.

mod activity;
mod actors;
mod attacks;
mod choice;
mod closing;
mod dossiers;
mod front;
mod identification;
mod import;
mod legacy;
mod mail;
mod moving;
mod owner;
mod pages;
mod phone;
mod place;
mod prepare;
mod referrals;
mod reset;
mod seed;
mod settings;
mod sign_in;
mod submission;
