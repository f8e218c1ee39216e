//! A copy of a population register in the site's own database: whom it has, and the files that it was filled from.
//!
//! An entry is sealed whole. It is found by keyed fingerprints of its numbers and of its names with the birth date, of
//! which the first sixteen bytes are kept: what is found is opened and judged, so one too many does no harm.

pub(crate) mod imports;
pub(crate) mod people;

pub use imports::{Import, ImportState, Part, Tally, begin, finish, latest, remove, standing, write};
pub use people::{Found, MOST_FOUND, Prepared, count, look, prepare};
