//! The whole system: the demo world in this process, `onedoor` as a program of its own.

mod command_line;
mod edges;
mod support;
mod tls;
mod world;
