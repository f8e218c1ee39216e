//! The models, and what came of them.

use std::collections::BTreeSet;
use std::io::Write;

use stateright::{Checker, Model as _};

use super::world::{Budget, Desk, History, IDENTITY, Model, PORTAL, REAL, World};

pub(crate) const NOTHING: Budget = Budget { ends: [0, 0], suspensions: [0, 0], restores: [0, 0] };

impl Model {
    pub(crate) fn dawn(&self) -> World {
        let links = self.begun_by.len();
        let desk = Desk { records: vec![None; links], in_hand: BTreeSet::new(), backup: None };
        World {
            sides: [desk.clone(), desk],
            net: BTreeSet::new(),
            left: self.budget,
            history: vec![History::default(); links],
        }
    }

    /// Explores every state and prints how many there were and which properties were looked at.
    pub(crate) fn explore(self) {
        let name = self.name;
        let checker = self.checker().spawn_bfs().join();
        let mut said = vec![format!(
            "\n{name}: {} states, {} steps, {} deep; every one explored",
            checker.unique_state_count(),
            checker.state_count(),
            checker.max_depth(),
        )];
        said.extend(checker.model().properties().iter().map(|property| {
            let always = property.expectation == stateright::Expectation::Always;
            format!("  {:9} {}", if always { "always" } else { "sometimes" }, property.name)
        }));
        let said = said.join("\n") + "\n";
        // Written past the test runner, which keeps what passing tests print to itself.
        std::io::stderr().write_all(said.as_bytes()).expect("standard error is open");
        checker.assert_properties();
    }
}

#[test]
fn one_link_begun_at_the_portal() {
    Model {
        name: "one link, begun at the portal",
        code: REAL,
        begun_by: vec![PORTAL],
        budget: Budget { ends: [1, 1], suspensions: [1, 1], ..NOTHING },
        in_hand: 0,
        under_way: 2,
    }
    .explore();
}

#[test]
fn one_link_begun_at_the_identity() {
    Model {
        name: "one link, begun at the identity",
        code: REAL,
        begun_by: vec![IDENTITY],
        budget: Budget { ends: [1, 1], suspensions: [1, 0], ..NOTHING },
        in_hand: 1,
        under_way: 2,
    }
    .explore();
}

#[test]
fn two_claims_on_one_account() {
    Model {
        name: "two claims on one account, from either side",
        code: REAL,
        begun_by: vec![PORTAL, IDENTITY],
        budget: Budget { ends: [1, 1], ..NOTHING },
        in_hand: 0,
        under_way: 3,
    }
    .explore();
}

#[test]
fn a_side_comes_back_from_an_old_backup() {
    for (name, restores) in [
        ("one link, the portal comes back from a backup", [1, 0]),
        ("one link, the identity comes back from a backup", [0, 1]),
    ] {
        Model {
            name,
            code: REAL,
            begun_by: vec![PORTAL],
            budget: Budget { ends: [1, 1], restores, ..NOTHING },
            in_hand: 1,
            under_way: 2,
        }
        .explore();
    }
}
