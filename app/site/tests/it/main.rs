//! What the frame promises to every page of every site.

mod forms;
mod frame;
mod sessions;
mod small_site;
