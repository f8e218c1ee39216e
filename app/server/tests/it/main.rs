//! The whole system: the demo world in this process, `onedoor` as a program of its own.

#![expect(clippy::unwrap_used, reason = "in a test the panic is the message")]

mod command_line;
mod compared;
mod crash;
mod edges;
mod imported;
mod kit;
mod ledger;
mod links;
mod mail;
mod merge_killed;
mod merged;
mod messages;
mod nodes;
mod one_person;
mod pair;
mod prepared;
mod register;
mod register_copy;
mod routes;
mod smpp;
mod support;
mod texts;
mod threats;
mod tls;
mod world;
