//! Every history of links that two sides agree about, explored with `stateright` over the code that runs.
//!
//! A portal and an identity each keep records and exchange reports over a network that loses, doubles, delays
//! and reorders them. Either side may die between any two steps and loses what it had not kept; in one model it
//! comes back from an old backup. People propose, end, suspend and resume on either side at any moment.

mod broken;
mod explore;
mod properties;
mod settle;
mod step;
mod world;
