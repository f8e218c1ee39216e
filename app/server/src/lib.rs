//! The binary: configuration, wiring, jobs, command line; and the demo world.

pub mod cli;
pub mod command;
pub mod config;
pub mod demo;
pub mod http_client;
pub mod listener;
pub mod log;
pub mod messages;
pub mod process;
pub mod role;
pub mod site;
