use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::{Entry, Limits, Place, Places};

const SETTLE: Duration = Duration::from_secs(1);

fn places(connections: usize, of_one_network: Option<usize>) -> Arc<Places> {
    let moment = Duration::from_secs(1);
    Places::new(&Limits {
        connections,
        of_one_network,
        settle: SETTLE,
        head: moment,
        request: moment,
        shutdown: moment,
    })
}

fn at(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[track_caller]
fn place(places: &Arc<Places>, address: &str, now: Instant) -> Place {
    match places.try_enter(at(address), now) {
        Entry::Place(place) => place,
        _ => panic!("no place for {address}"),
    }
}

/// Somebody comes when all is taken; which of these was told to go?
fn makes_room(places: &Arc<Places>, held: &[&Place], comer: &str, now: Instant) -> Option<usize> {
    assert!(matches!(places.try_enter(at(comer), now), Entry::Wait), "a place or a refusal for {comer}");
    let table = places.table();
    let mut told = (0..held.len()).filter(|index| table.held[&held[*index].number].is_cut);
    let first = told.next();
    assert_eq!(told.next(), None, "more than one was told to go");
    first
}

#[test]
fn a_share_is_counted_by_network_and_given_back() {
    let (places, now) = (places(10, Some(1)), Instant::now());
    let free = |text: &str| match places.try_enter(at(text), now) {
        Entry::Place(place) => Some(place),
        Entry::UsedUp => None,
        Entry::Wait => panic!("{text} waits"),
    };
    let first = free("2001:db8:0:1::1").expect("free");
    assert!(free("2001:db8:0:1:ffff::2").is_none(), "the same network");
    assert!(free("2001:db8:0:2::1").is_some());
    let v4 = free("192.0.2.1").expect("free");
    assert!(free("::ffff:192.0.2.1").is_none(), "the same address");
    drop((first, v4));
    assert!(free("2001:db8:0:1:ffff::2").is_some() && free("192.0.2.1").is_some());
}

#[test]
fn the_neighbourhood_with_the_most_gives_back_what_was_idle_for_longest() {
    let (places, now) = (places(4, Some(2)), Instant::now());
    let alone = place(&places, "198.51.100.1", now);
    let later = place(&places, "192.0.2.1", now + Duration::from_millis(20));
    let first = place(&places, "192.0.2.2", now + Duration::from_millis(10));
    let third = place(&places, "192.0.2.3", now + Duration::from_millis(30));
    let held = [&alone, &later, &first, &third];
    let settled = now + Duration::from_secs(2);
    assert_eq!(makes_room(&places, &held, "203.0.113.1", settled), Some(2));
    // It is on its way out: nobody else has to go for the same comer.
    assert_eq!(makes_room(&places, &held, "203.0.113.1", settled), Some(2));
    assert!(first.busy().is_none(), "who was told to go takes no request");
    drop(first);
    drop(place(&places, "203.0.113.1", settled));
}

#[test]
fn an_ipv6_neighbourhood_is_48_bits() {
    let (places, now) = (places(3, Some(2)), Instant::now());
    let alone = place(&places, "2001:db8:1::1", now);
    let one = place(&places, "2001:db8:2:1::1", now);
    let two = place(&places, "2001:db8:2:2::1", now);
    let told = makes_room(&places, &[&alone, &one, &two], "2001:db8:3::1", now + SETTLE);
    assert_eq!(told, Some(1));
}

#[test]
fn nobody_goes_who_has_just_come_is_answered_or_has_just_been() {
    let (places, now) = (places(2, Some(2)), Instant::now());
    let fresh = place(&places, "192.0.2.1", now);
    let answered = place(&places, "192.0.2.2", now);
    let held = [&fresh, &answered];
    let almost = now + Duration::from_millis(999);
    assert_eq!(makes_room(&places, &held, "203.0.113.1", almost), None);
    let (busy, other) = (answered.busy().expect("free"), fresh.busy().expect("free"));
    assert_eq!(makes_room(&places, &held, "203.0.113.1", now + Duration::from_mins(1)), None);
    drop(busy);
    assert_eq!(makes_room(&places, &held, "203.0.113.1", Instant::now()), None, "just been answered");
    assert_eq!(makes_room(&places, &held, "203.0.113.1", Instant::now() + SETTLE), Some(1));
    drop(other);
}

#[test]
fn who_has_the_most_takes_nothing_from_who_has_less() {
    let (places, now) = (places(3, Some(3)), Instant::now());
    let few = place(&places, "198.51.100.1", now);
    let (one, two) = (place(&places, "192.0.2.1", now), place(&places, "192.0.2.2", now));
    let (_one, _two) = (one.busy().expect("free"), two.busy().expect("free"));
    let settled = now + Duration::from_mins(1);
    assert_eq!(makes_room(&places, &[&few, &one, &two], "192.0.2.3", settled), None);
    assert_eq!(makes_room(&places, &[&few, &one, &two], "203.0.113.1", settled), Some(0));
}

#[test]
fn within_its_share_a_network_makes_room_for_itself() {
    let (places, now) = (places(10, Some(2)), Instant::now());
    let (first, second) = (place(&places, "192.0.2.1", now), place(&places, "192.0.2.1", now));
    assert!(matches!(places.try_enter(at("192.0.2.1"), now), Entry::UsedUp), "both have just come");
    assert_eq!(makes_room(&places, &[&first, &second], "192.0.2.1", now + SETTLE), Some(0));
}

#[test]
fn behind_a_proxy_nobody_is_told_to_go() {
    let (places, now) = (places(1, None), Instant::now());
    let held = place(&places, "127.0.0.1", now);
    assert_eq!(makes_room(&places, &[&held], "127.0.0.1", now + Duration::from_mins(1)), None);
}
