//! A portal at the edge of HTTP.

mod linking;
