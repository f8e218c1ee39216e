use crate::site::{codes, messages, sessions};
use crate::{Statement, audit, jobs, limits, migrate, people, provider, vault};

/// Every statement of every room.
pub fn registry() -> Vec<&'static Statement> {
    const ROOMS: &[&[&Statement]] = &[
        migrate::STATEMENTS,
        audit::STATEMENTS,
        jobs::STATEMENTS,
        limits::STATEMENTS,
        vault::STATEMENTS,
        codes::STATEMENTS,
        messages::STATEMENTS,
        sessions::STATEMENTS,
        people::STATEMENTS,
    ];
    ROOMS.iter().chain(provider::STATEMENTS).copied().flatten().copied().collect()
}
