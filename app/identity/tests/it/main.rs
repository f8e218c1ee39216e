//! An identity site at its edge: browsers, and what they are answered.

mod actors;
mod forms;
mod pages;
mod register;
mod seed;
mod sign_in;
mod steps;
