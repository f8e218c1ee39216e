//! An identity site at its edge: browsers, and what they are answered.

mod account;
mod activity;
mod actors;
mod addresses;
mod by_phone;
mod captcha;
mod claims;
mod closing;
mod email;
mod forms;
mod links;
mod merging;
mod pages;
mod passkeys;
mod password;
mod provider;
mod recovery;
mod register;
mod seed;
mod sessions;
mod settings;
mod sign_in;
mod steps;
mod terms;
mod timing;
mod ways;
