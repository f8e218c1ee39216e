//! What the frame promises to every page of every site.

mod audit;
mod forms;
mod frame;
mod jobs;
mod sessions;
mod small_site;
