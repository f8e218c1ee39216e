//! The handshake, explored.

mod model;
