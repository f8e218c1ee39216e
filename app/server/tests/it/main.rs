//! The whole system: the demo world in this process, `onedoor` as a program of its own.

mod edges;
