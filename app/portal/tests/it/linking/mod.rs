//! Signing in through a national identity, and linking: one test for each human situation, and one for each way
//! in which linking was broken elsewhere.

mod administration;
mod asked;
mod attacks;
mod bad_luck;
mod closing;
mod compared;
mod contacts;
mod ending;
mod events;
mod fake;
mod fingerprints;
mod from_settings;
mod initiated;
mod interface;
mod journeys;
mod ledger;
mod lies;
mod logout;
mod matched;
mod meanwhile;
mod outcomes;
mod pages;
mod prepared;
mod renewal;
mod second;
mod several;
mod takeover;
mod town;
mod two_sided;
