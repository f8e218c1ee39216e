use crate::linking::{
    attempts, batches, carried, days, events, identity_links, links, openings, prepared, preparing, prints,
    proofs, proposals, subjects, used,
};
use crate::register::{imports as register_imports, people as register_people};
use crate::services::{
    accounts as local_accounts, arrivals, closings, contacts, copy, dossiers, held, moving, number_reviews,
    password_kinds, phone_changes, referrals,
};
use crate::site::{alarms, codes, messages, places, sessions};
use crate::{Statement, audit, jobs, limits, linking, migrate, people, proofing, provider, vault};

/// Every statement of every room.
pub fn registry() -> Vec<&'static Statement> {
    const ROOMS: &[&[&Statement]] = &[
        migrate::STATEMENTS,
        jobs::STATEMENTS,
        limits::STATEMENTS,
        vault::STATEMENTS,
        codes::STATEMENTS,
        messages::outbox::STATEMENTS,
        messages::seen::STATEMENTS,
        alarms::STATEMENTS,
        places::STATEMENTS,
        sessions::STATEMENTS,
        local_accounts::STATEMENTS,
        contacts::STATEMENTS,
        closings::STATEMENTS,
        number_reviews::STATEMENTS,
        copy::STATEMENTS,
        held::STATEMENTS,
        dossiers::STATEMENTS,
        password_kinds::STATEMENTS,
        phone_changes::STATEMENTS,
        referrals::STATEMENTS,
        arrivals::STATEMENTS,
        attempts::STATEMENTS,
        proposals::STATEMENTS,
        links::STATEMENTS,
        identity_links::STATEMENTS,
        events::STATEMENTS,
        openings::STATEMENTS,
        batches::STATEMENTS,
        carried::STATEMENTS,
        days::STATEMENTS,
        prepared::STATEMENTS,
        preparing::STATEMENTS,
        prints::STATEMENTS,
        proofs::STATEMENTS,
        subjects::STATEMENTS,
        used::STATEMENTS,
        linking::STATEMENTS,
        register_people::STATEMENTS,
        register_imports::STATEMENTS,
    ];
    ROOMS
        .iter()
        .chain(people::STATEMENTS)
        .chain(proofing::STATEMENTS)
        .chain(provider::STATEMENTS)
        .chain(moving::STATEMENTS)
        .chain(audit::STATEMENTS)
        .copied()
        .flatten()
        .copied()
        .collect()
}
