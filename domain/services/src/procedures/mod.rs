//! What can be asked of an authority.

mod catalogue;
mod procedure;

pub use catalogue::{MalformedCatalogue, ProcedureCatalogue};
pub use procedure::{Channel, Fee, MalformedProcedureCode, Names, Procedure, ProcedureCode};
