//! What `onedoor systems` says that it has done, the second time too, and what comes of it for people.

use super::{Provinces, complained, said};
use crate::support::browser::Browser;
use crate::support::configured::client;

/// Binh is linked at Hải Dương; both sites are stopped.
async fn linked(name: &str) -> Provinces {
    let world = Provinces::new(name).await;
    let nodes = [world.identity.node(1), world.from.node(1)];
    world.registers(&Browser::new("en")).await.is_at("haiduong.localhost", "/dossiers");
    for node in nodes {
        assert_eq!(node.stop(), Some(0));
    }
    world
}

#[tokio::test]
async fn systems_says_how_each_stands_and_what_followed() {
    let world = linked("systems-words").await;
    let does = |step: &str| said(&world.systems(&[step, "haiduong"]));
    assert_eq!(does("suspend"), "haiduong: suspended\n1 people were signed out there; the portal is told.\n");
    assert_eq!(does("suspend"), "haiduong: suspended, as before\n");
    assert!(said(&world.systems(&["list"])).contains("haiduong\tsuspended\tby configuration\n"));
    assert_eq!(does("resume"), "haiduong: registered\n");
    assert_eq!(does("resume"), "haiduong: registered, as before\n");
    assert_eq!(
        does("retire"),
        "haiduong: retired\n1 links were ended; their owners and the portal are told.\n"
    );
    assert_eq!(does("retire"), "haiduong: retired, as before\n");
    let refused = complained(&world.systems(&["resume", "haiduong"]));
    assert!(refused.contains("is retired: it cannot be resumed"), "{refused}");
    let shown = said(&world.systems(&["show", "haiduong"]));
    assert!(shown.starts_with("haiduong: retired, registered by configuration\n"), "{shown}");
    for step in ["suspended", "resumed", "retired"] {
        assert_eq!(shown.matches(&format!("\t{step}\n")).count(), 1, "{step}: {shown}");
    }
    assert!(shown.contains("1 links ended\n"), "{shown}");
}

#[tokio::test]
async fn systems_registers_from_a_file_and_says_whether_that_was_new() {
    let world = linked("systems-register").await;
    let table = client(&world.into, ("bacninh", "Bắc Ninh"), "").replace("[[identity.clients]]", "");
    let file = world.identity.file("bacninh.toml", &table);
    let registers = || said(&world.systems(&["register", &file, "--why", "Contract 12"]));
    assert_eq!(registers(), "bacninh: registered as the file has it now.\n");
    assert_eq!(registers(), "bacninh: registered as the file has it, as before.\n");
    world.identity.file("bacninh.toml", &table.replace("Bắc Ninh", "Bắc Giang"));
    assert_eq!(registers(), "bacninh: registered as the file has it now.\n");
    let shown = said(&world.systems(&["show", "bacninh"]));
    assert!(shown.starts_with("bacninh: registered, registered by command\n"), "{shown}");
    assert!(shown.contains("Bắc Giang") && shown.contains(": Contract 12"), "{shown}");
    let refused = complained(&world.systems(&["suspend", "nowhere"]));
    assert!(refused.contains("no system is registered"), "{refused}");
    world.identity.file("bacninh.toml", "client_id = 7");
    let refused = complained(&world.systems(&["register", &file]));
    assert!(refused.contains("bacninh.toml: "), "{refused}");
}
