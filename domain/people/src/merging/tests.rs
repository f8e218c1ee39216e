use std::collections::BTreeSet;

use onedoor_base::{AccountId, ConsentId, ContactId, IdentityLevel, Language, LinkId, PostalAddressId};
use onedoor_national_id::{Born, Sex};

use super::*;
use crate::{AccountState, BirthDate, PersonName, Personal, Proven};

const LEVELS: [IdentityLevel; 4] = IdentityLevel::ALL;

fn side(n: u8, identity: IdentityLevel, has_number: bool, name: &str) -> Side {
    Side {
        account: AccountId::from_bytes([n; 16]),
        state: AccountState::Active,
        identity,
        has_number,
        name: PersonName::parse(name).expect("a name"),
        waits: None,
    }
}

#[test]
fn the_account_with_the_number_is_kept_then_the_better_proven_and_between_equals_the_second() {
    for first in LEVELS {
        for second in LEVELS {
            for numbers in [(false, false), (true, false), (false, true)] {
                let (one, two) = (side(1, first, numbers.0, "An"), side(2, second, numbers.1, "AN"));
                let kept = judge(&one, &two).expect("one person");
                let proven = |level: IdentityLevel, number| number && level >= IdentityLevel::Basic;
                let worth = |level, number| (proven(level, number), level);
                let expected = if worth(first, numbers.0) > worth(second, numbers.1) {
                    Which::First
                } else {
                    Which::Second
                };
                assert_eq!(kept, expected, "{first:?} {second:?} {numbers:?}");
            }
        }
    }
}

#[test]
fn what_was_proven_to_be_of_two_people_is_never_merged() {
    for first in LEVELS {
        for second in LEVELS {
            for names in [("Trần Văn An", "Trần Văn An"), ("Trần Văn An", "Lê Thị Hồng")] {
                let both = first >= IdentityLevel::Basic && second >= IdentityLevel::Basic;
                let numbers = judge(&side(1, first, true, names.0), &side(2, second, true, names.1));
                assert_eq!(
                    numbers == Err(Refusal::DifferentPeople),
                    both,
                    "two numbers {first:?} {second:?}"
                );
                let none = judge(&side(1, first, false, names.0), &side(2, second, false, names.1));
                let differ = both && names.0 != names.1;
                assert_eq!(none == Err(Refusal::DifferentPeople), differ, "names {first:?} {second:?}");
            }
        }
    }
}

#[test]
fn an_account_is_not_merged_with_itself_nor_what_is_shut_or_waits() {
    let good = |n| side(n, IdentityLevel::Claimed, false, "An");
    assert_eq!(judge(&good(1), &good(1)), Err(Refusal::Itself));
    for state in AccountState::ALL.into_iter().filter(|state| *state != AccountState::Active) {
        let shut = |n| Side { state, ..good(n) };
        assert_eq!(judge(&shut(1), &shut(1)), Err(Refusal::Itself), "whatever else");
        assert_eq!(judge(&shut(1), &good(2)), Err(Refusal::Shut(Which::First, state)));
        assert_eq!(judge(&good(1), &shut(2)), Err(Refusal::Shut(Which::Second, state)));
    }
    for what in [Waits::Phone, Waits::Recovery, Waits::Closing] {
        let waits = |n| Side { waits: Some(what), ..good(n) };
        assert_eq!(judge(&waits(1), &good(2)), Err(Refusal::Waits(Which::First, what)));
        assert_eq!(judge(&good(1), &waits(2)), Err(Refusal::Waits(Which::Second, what)));
    }
}

#[test]
fn a_client_that_has_met_one_goes_on_and_one_that_has_met_both_is_told_or_the_person_chooses() {
    for (kept, absorbed, listens, expected) in [
        (false, false, false, Naming::Own),
        (false, false, true, Naming::Own),
        (true, false, false, Naming::Own),
        (true, false, true, Naming::Own),
        (false, true, false, Naming::GoesOn),
        (false, true, true, Naming::GoesOn),
        (true, true, true, Naming::Told),
        (true, true, false, Naming::Chosen),
    ] {
        assert_eq!(naming(kept, absorbed, listens), expected);
    }
    for chosen in [Whose::Kept, Whose::Absorbed] {
        assert!(!Naming::Own.takes_absorbed(chosen) && !Naming::Told.takes_absorbed(chosen));
        assert!(Naming::GoesOn.takes_absorbed(chosen));
        assert_eq!(Naming::Chosen.takes_absorbed(chosen), chosen == Whose::Absorbed);
    }
}

fn phone(n: u8) -> Contact {
    Contact {
        id: ContactId::from_bytes([n; 16]),
        kind: ContactKind::Phone,
        value: format!("+8491200000{n}"),
        confirmed_at: i64::from(n),
    }
}

fn email(n: u8, value: &str) -> Contact {
    Contact {
        id: ContactId::from_bytes([n; 16]),
        kind: ContactKind::Email,
        value: value.to_owned(),
        confirmed_at: i64::from(n),
    }
}

fn link(n: u8, subject: &str) -> LinkHeld {
    LinkHeld { id: LinkId::from_bytes([n; 16]), client: "haiduong".to_owned(), subject: subject.to_owned() }
}

fn letters(n: u8, main: bool, written: &str) -> Letters {
    Letters { id: PostalAddressId::from_bytes([n; 16]), main, written: written.to_owned() }
}

fn says(born: Option<(u16, u8, u8)>, sex: Option<Sex>, employer: &str) -> Personal {
    let born = born.map(|(year, month, day)| BirthDate::new(year, month, day).expect("a day"));
    Personal { born, sex, employer: employer.to_owned() }
}

/// An account with these; `n` tells its rows from those of others.
fn holding(n: u8, proven: bool, has_phone: bool, contacts: &[Contact], consents: &[&str]) -> Holding {
    let consent = |(i, client): (usize, &&str)| {
        let id = ConsentId::from_bytes([n + u8::try_from(i).expect("few"); 16]);
        (id, (*client).to_owned())
    };
    Holding {
        account: AccountId::from_bytes([n; 16]),
        login: format!("login.{n}"),
        name: format!("Name {}", if n < 100 { "a" } else { "b" }),
        proven: Proven { name: proven, ..Proven::default() },
        said: if n < 100 {
            says(None, Some(Sex::Male), "Works")
        } else {
            says(Some((1988, 1, 2)), Some(Sex::Female), "School")
        },
        language: if n < 100 { Language::Vi } else { Language::Ru },
        contacts: contacts.iter().cloned().chain(has_phone.then(|| phone(n))).collect(),
        // As many as there are mail addresses, the last of them the main one; one is the same in both accounts.
        addresses: (1..=u8::try_from(contacts.len()).expect("few"))
            .map(|i| {
                let last = usize::from(i) == contacts.len();
                letters(n + i, last, &if i == 1 { "12 Main Street".to_owned() } else { format!("{n} {i}") })
            })
            .collect(),
        consents: consents.iter().enumerate().map(consent).collect(),
        links: BTreeSet::from([link(n, &format!("subject {n}"))]),
    }
}

fn all_choices() -> Vec<Choices> {
    let whose = [Whose::Kept, Whose::Absorbed];
    let several = [Several::Both, Several::Of(Whose::Kept), Several::Of(Whose::Absorbed)];
    let mut all = Vec::new();
    for login in whose {
        for name in whose {
            for phone in whose {
                for emails in several {
                    for addresses in several {
                        let (born, sex, employer) = (name, phone, login);
                        all.extend(whose.map(|language| Choices {
                            login,
                            name,
                            phone,
                            emails,
                            addresses,
                            born,
                            sex,
                            employer,
                            language,
                        }));
                    }
                }
            }
        }
    }
    all
}

fn all_pairs() -> Vec<(Holding, Holding)> {
    let mails = [
        vec![],
        vec![email(1, "one@mail.example")],
        vec![email(2, "a@mail.example"), email(3, "b@mail.example")],
    ];
    let others = [vec![], vec![email(101, "one@mail.example")], vec![email(102, "c@mail.example")]];
    let mut all = Vec::new();
    for proven in [false, true] {
        for phones in [(true, true), (true, false), (false, true), (false, false)] {
            for own in &mails {
                for other in &others {
                    let kept = holding(10, proven, phones.0, own, &["house", "haiduong"]);
                    all.push((kept, holding(110, false, phones.1, other, &["haiduong", "school"])));
                }
            }
        }
    }
    all
}

/// What a database does with a list of what moves.
fn carry(moved: &[Moved], kept: &mut Holding, absorbed: &mut Holding) {
    for Moved { row, to_kept } in moved {
        let (from, to) = if *to_kept { (&mut *absorbed, &mut *kept) } else { (&mut *kept, &mut *absorbed) };
        match row {
            Row::Contact(contact) => {
                assert!(from.contacts.remove(contact), "it is there");
                to.contacts.insert(contact.clone());
            }
            Row::Address(id) => {
                let found = from.addresses.iter().find(|one| one.id == *id).cloned().expect("it is there");
                from.addresses.remove(&found);
                to.addresses.insert(found);
            }
            Row::Consent(id) => {
                let found = from.consents.iter().find(|(one, _)| one == id).cloned().expect("it is there");
                from.consents.remove(&found);
                to.consents.insert(found);
            }
            Row::Link(id) => {
                let found = from.links.iter().find(|link| link.id == *id).cloned().expect("it is there");
                from.links.remove(&found);
                to.links.insert(found);
            }
        }
    }
}

fn set_main(holding: &mut Holding, main: Option<PostalAddressId>) {
    let marked = |one: Letters| Letters { main: Some(one.id) == main, ..one };
    holding.addresses = std::mem::take(&mut holding.addresses).into_iter().map(marked).collect();
}

fn set_said(holding: &mut Holding, said: &Said<&String>) {
    if let Some(born) = said.born {
        holding.said.born = BirthDate::from_stored(born);
    }
    if let Some(sex) = said.sex {
        holding.said.sex = crate::sex_from_word(sex);
    }
    if let Some(employer) = said.employer {
        holding.said.employer.clone_from(employer);
    }
}

fn merge(plan: &Plan, kept: &mut Holding, absorbed: &mut Holding) {
    carry(&plan.moved, kept, absorbed);
    if plan.login.is_some() {
        std::mem::swap(&mut kept.login, &mut absorbed.login);
    }
    if let Some(name) = &plan.name {
        kept.name.clone_from(&name.after);
    }
    if let Some(language) = &plan.language {
        kept.language = Language::from_tag(&language.after).expect("a language");
    }
    set_main(kept, plan.kept_main.after);
    set_main(absorbed, plan.absorbed_main.after);
    let Said { born, sex, employer } = &plan.said;
    let after = |changed: &Option<Changed>| changed.clone().map(|changed| changed.after);
    let said = [after(born), after(sex), after(employer)];
    set_said(kept, &Said { born: said[0].as_ref(), sex: said[1].as_ref(), employer: said[2].as_ref() });
}

fn part(undo: &Undo, kept: &mut Holding, absorbed: &mut Holding) {
    absorbed.contacts.retain(|contact| !undo.dropped.contains(&contact.id));
    carry(&undo.moved, kept, absorbed);
    if undo.logins {
        std::mem::swap(&mut kept.login, &mut absorbed.login);
    }
    if let Some(name) = &undo.name {
        kept.name.clone_from(name);
    }
    if let Some(language) = &undo.language {
        kept.language = Language::from_tag(language).expect("a language");
    }
    set_main(kept, undo.kept_main);
    set_main(absorbed, undo.absorbed_main);
    let Said { born, sex, employer } = &undo.said;
    set_said(kept, &Said { born: born.as_ref(), sex: sex.as_ref(), employer: employer.as_ref() });
}

fn is_sound(holding: &Holding) {
    let phones = holding.contacts.iter().filter(|one| one.kind == ContactKind::Phone).count();
    assert!(phones <= 1, "an account has one phone: {holding:?}");
    let values: BTreeSet<_> = holding.contacts.iter().map(|one| (one.kind, &one.value)).collect();
    assert_eq!(values.len(), holding.contacts.len(), "no address twice: {holding:?}");
    let main = holding.addresses.iter().filter(|one| one.main).count();
    assert_eq!(main, usize::from(!holding.addresses.is_empty()), "one main address: {holding:?}");
    let clients: BTreeSet<_> = holding.consents.iter().map(|(_, client)| client).collect();
    assert_eq!(clients.len(), holding.consents.len(), "one consent a client: {holding:?}");
}

#[test]
fn merged_and_undone_everything_is_as_before() {
    for (kept, absorbed) in all_pairs() {
        for choices in all_choices() {
            let plan = plan(&kept, &absorbed, &choices);
            let (mut one, mut other) = (kept.clone(), absorbed.clone());
            merge(&plan, &mut one, &mut other);
            is_sound(&one);
            assert!(other.links.is_empty(), "every link works for the account that is kept");
            is_sound(&other);
            assert_eq!(one.said.born, absorbed.said.born, "who said nothing takes what the other said");
            assert!(!kept.proven.name || one.name == kept.name, "a proven name is not chosen");
            let has = |side: &Holding| side.contacts.iter().any(|one| one.kind == ContactKind::Phone);
            assert_eq!(has(&one), has(&kept) || has(&absorbed), "no phone is lost");
            assert!(one.contacts.is_superset(&kept.contacts), "nothing takes the place of a contact");
            let later = later_phone(&kept, &absorbed, &choices);
            let replaced = has(&kept) && has(&absorbed) && choices.phone == Whose::Absorbed;
            assert_eq!(later.is_some(), replaced, "what would replace a phone waits");
            let undo = undo(&plan, &one, &other, &BTreeSet::new());
            assert!(!undo.changed_since && undo.dropped.is_empty());
            part(&undo, &mut one, &mut other);
            assert_eq!((&one, &other), (&kept, &absorbed), "{choices:?}");
        }
    }
}

#[test]
fn what_happened_since_stays_and_nothing_of_the_kept_account_ends_up_at_the_other() {
    for (kept, absorbed) in all_pairs() {
        for choices in all_choices() {
            let plan = plan(&kept, &absorbed, &choices);
            let (mut one, mut other) = (kept.clone(), absorbed.clone());
            merge(&plan, &mut one, &mut other);
            // Another phone, another name, another address, the addresses of before given up, two new links.
            one.contacts = BTreeSet::from([phone(7), email(8, "a@mail.example")]);
            one.name = "Name c".to_owned();
            // And another main postal address, the others removed.
            one.addresses = BTreeSet::from([letters(200, true, "new")]);
            one.said.employer = "Elsewhere".to_owned();
            one.links.extend([link(50, "subject 10"), link(51, "subject 110")]);
            let theirs = BTreeSet::from([("haiduong".to_owned(), "subject 110".to_owned())]);
            let undo = undo(&plan, &one, &other, &theirs);
            assert!(undo.changed_since);
            part(&undo, &mut one, &mut other);
            is_sound(&one);
            is_sound(&other);
            assert!(one.contacts.contains(&phone(7)), "the phone of now stays");
            assert_eq!(one.name, "Name c");
            assert_eq!((one.said.employer.as_str(), one.said.sex), ("Elsewhere", kept.said.sex));
            assert!(one.addresses.contains(&letters(200, true, "new")), "letters go where they went");
            let (ids, theirs) =
                (|of: &Holding| of.addresses.iter().map(|one| one.id).collect::<BTreeSet<_>>(), &absorbed);
            assert!(ids(&other).is_subset(&ids(theirs)), "nobody else's letters");
            let came =
                |contact: &Contact| plan.moved.iter().any(|moved| moved.row == Row::Contact(contact.clone()));
            let rested: BTreeSet<_> = absorbed.contacts.iter().filter(|one| !came(one)).cloned().collect();
            assert_eq!(other.contacts, rested, "what the kept account has given up comes back to nobody");
            assert_eq!((&one.login, &other.login), (&kept.login, &absorbed.login));
            assert_eq!(one.links, BTreeSet::from([link(10, "subject 10"), link(50, "subject 10")]));
            assert_eq!(other.links, BTreeSet::from([link(110, "subject 110"), link(51, "subject 110")]));
            assert_eq!(one.consents, kept.consents);
        }
    }
}

#[test]
fn what_is_proven_is_not_said_otherwise() {
    let absorbed = holding(110, false, false, &[], &[]);
    let all = Choices { born: Whose::Absorbed, sex: Whose::Absorbed, ..Choices::default() };
    for (born, sex, takes) in [
        (None, None, (true, true)),
        (Some(Born::Year(1988)), None, (true, true)),
        (Some(Born::Year(1989)), Some(Sex::Male), (false, false)),
        (Some(Born::Date { year: 1988, month: 1, day: 2 }), Some(Sex::Female), (false, false)),
    ] {
        let kept = Holding {
            proven: Proven { name: true, born, sex },
            said: Personal::default(),
            ..holding(10, true, false, &[], &[])
        };
        let said = plan(&kept, &absorbed, &all).said;
        assert_eq!((said.born.is_some(), said.sex.is_some()), takes, "{born:?} {sex:?}");
        assert_eq!(said.employer.expect("taken").after, "School");
    }
}

/// Merges of before could take a contact away from the account that is kept; their plans are there for a month.
#[test]
fn a_contact_of_the_kept_account_that_rests_comes_back_or_is_nobodys() {
    let row = Row::Contact(phone(10));
    let plan = Plan { moved: vec![Moved { row: row.clone(), to_kept: false }], ..Plan::default() };
    let absorbed = holding(110, false, false, &[], &[]);
    let rests = Holding { contacts: BTreeSet::from([phone(10)]), ..absorbed };
    let none = holding(10, false, false, &[], &[]);
    assert_eq!(undo(&plan, &none, &rests, &BTreeSet::new()).moved, [Moved { row, to_kept: true }]);
    let another = Holding { contacts: BTreeSet::from([phone(7)]), ..none };
    let undo = undo(&plan, &another, &rests, &BTreeSet::new());
    assert_eq!((undo.dropped, undo.moved, undo.changed_since), (vec![phone(10).id], vec![], true));
}
