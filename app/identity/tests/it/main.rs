//! An identity site at its edge: browsers, and what they are answered.

mod actors;
mod seed;
