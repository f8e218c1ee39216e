//! The model finds what is wrong: the code, broken on purpose, one rule at a time.

use std::collections::BTreeSet;

use onedoor_linking::{Handshake, Life, Part, Verdict, receive};
use stateright::{Checker, HasDiscoveries, Model as _};

use super::explore::NOTHING;
use super::properties::{ACTIVE_BY_BOTH, AGREEMENT, END_IS_FINAL, LOST_BY_END, ONE_LINK};
use super::world::{Budget, Code, HOUR, Model, PORTAL, REAL};

/// Asserts that this code breaks the property, and prints the shortest history that shows it.
fn is_found(code: Code, budget: Budget, begun_by: Vec<usize>, property: &'static str) {
    let model = Model { name: "broken", code, begun_by, budget, in_hand: 1, under_way: 2 };
    let found = HasDiscoveries::AllOf(BTreeSet::from([property]));
    let checker = model.checker().finish_when(found).spawn_bfs().join();
    let history = checker.discovery(property).unwrap_or_else(|| panic!("not found: {property}"));
    println!("{property}\n  {:#?}", history.into_actions());
}

const ONE_END_EACH: Budget = Budget { ends: [1, 1], ..NOTHING };

#[test]
fn who_overwrites_an_end_is_found() {
    // Takes whatever comes last for the latest.
    let code = Code {
        receive: |known, report, verdict| {
            let kept = receive(known, report, verdict, HOUR)?;
            let latest = if report.part == Part::UNKNOWN { kept.theirs } else { report.part };
            Some(Handshake { theirs: latest, ..kept })
        },
        ..REAL
    };
    is_found(code, ONE_END_EACH, vec![PORTAL], END_IS_FINAL);
}

#[test]
fn who_opens_before_the_other_side_has_confirmed_is_found() {
    let code = Code {
        life: |record| match record.life() {
            Life::Proposed => Life::Active,
            life => life,
        },
        ..REAL
    };
    is_found(code, NOTHING, vec![PORTAL], ACTIVE_BY_BOTH);
}

#[test]
fn who_takes_sent_for_heard_is_found() {
    let code = Code { sent: |record| Handshake { told: record.mine.number, ..record }, ..REAL };
    is_found(code, ONE_END_EACH, vec![PORTAL], AGREEMENT);
}

#[test]
fn who_gives_an_account_away_twice_is_found() {
    let code = Code { leaves_account: |_| true, ..REAL };
    is_found(code, NOTHING, vec![PORTAL, PORTAL], ONE_LINK);
}

#[test]
fn who_asks_again_what_was_accepted_is_found() {
    // Judges the evidence of a standing link anew whenever it comes.
    let code = Code {
        receive: |known, report, verdict| {
            let kept = receive(known, report, verdict, HOUR)?;
            Some(match verdict {
                Some(Verdict::Refuse(_)) => Handshake { mine: Part::UNKNOWN, ..kept },
                _ => kept,
            })
        },
        ..REAL
    };
    is_found(code, NOTHING, vec![PORTAL], LOST_BY_END);
}

#[test]
fn who_forgets_the_receipt_of_a_number_beyond_their_own_is_found() {
    // A side that comes back from a backup and gives its old numbers out anew, unheard.
    let code = Code {
        receive: |known, report, verdict| {
            let own = known.map_or(Part::UNKNOWN, |k| k.mine);
            let heard = if report.heard.number >= own.number { own } else { report.heard };
            receive(known, &onedoor_linking::Report { heard, ..*report }, verdict, HOUR)
        },
        ..REAL
    };
    let budget = Budget { ends: [0, 1], restores: [0, 1], ..NOTHING };
    is_found(code, budget, vec![PORTAL], AGREEMENT);
}
