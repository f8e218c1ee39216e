//! What moves when two accounts are merged, and what moves back.

use std::collections::BTreeSet;

use onedoor_base::{AccountId, ConsentId, ContactId, Language, LinkId, PostalAddressId};
use onedoor_national_id::Born;
use serde::{Deserialize, Serialize};

use super::letters::{self, Main};
use crate::{Personal, Proven, sex_word};

/// Whose value somebody chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    /// That of the account that is kept.
    #[default]
    Kept,
    /// That of the other.
    Absorbed,
}

/// Which values somebody chose of those of which one may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Several {
    /// Those of both accounts.
    #[default]
    Both,
    /// Those of one.
    Of(Whose),
}

/// What somebody chose, field by field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choices {
    /// What they sign in with.
    pub login: Whose,
    /// What they are called; of a proven account it is not chosen.
    pub name: Whose,
    /// The phone. That of the absorbed account comes only after a time to object, see [`later_phone`].
    pub phone: Whose,
    /// The mail addresses. Those of the account that is kept stay, whatever is chosen.
    pub emails: Several,
    /// The postal addresses.
    pub addresses: Several,
    /// When they were born.
    pub born: Whose,
    /// Their sex.
    pub sex: Whose,
    /// Where they work.
    pub employer: Whose,
    /// The language to write to them in.
    pub language: Whose,
}

/// The kinds of contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ContactKind {
    /// A telephone number. An account has one.
    Phone,
    /// A mail address.
    Email,
}

/// A confirmed contact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Contact {
    /// Its row.
    pub id: ContactId,
    /// What it is.
    pub kind: ContactKind,
    /// The number or address.
    pub value: String,
    /// When it was confirmed, in milliseconds.
    pub confirmed_at: i64,
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Letters {
    /// Its row.
    pub id: PostalAddressId,
    /// Whether it is the main one.
    pub main: bool,
    /// How it is written: two that are written alike are the same.
    pub written: String,
}

/// A link of an account, as a client knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkHeld {
    /// Its row.
    pub id: LinkId,
    /// The client.
    pub client: String,
    /// The person there.
    pub subject: String,
}

/// What of an account a merge touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The account.
    pub account: AccountId,
    /// What its owner signs in with.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// What of them was proven.
    pub proven: Proven,
    /// What they said of themselves.
    pub said: Personal,
    /// The language to write to them in.
    pub language: Language,
    /// Where they are reached.
    pub contacts: BTreeSet<Contact>,
    /// Where they get letters.
    pub addresses: BTreeSet<Letters>,
    /// What they allowed clients; those that stand.
    pub consents: BTreeSet<(ConsentId, String)>,
    /// Their links, in whatever state.
    pub links: BTreeSet<LinkHeld>,
}

/// A value that was another before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// That other.
    pub before: String,
    /// The value from then on.
    pub after: String,
}

/// Something that is of the other account from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Row {
    /// A contact.
    Contact(Contact),
    /// A postal address.
    Address(PostalAddressId),
    /// A consent.
    Consent(ConsentId),
    /// A link.
    Link(LinkId),
}

/// Something that moves, and where to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// What.
    pub row: Row,
    /// To the kept account; else to the absorbed one, where it rests.
    pub to_kept: bool,
}

/// What a merge changes, besides that the absorbed account opens nothing any more. It is kept, so that the merge can
/// be undone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Plan {
    /// The login name of the kept account; the absorbed one gets the other.
    pub login: Option<Changed>,
    /// The name of the kept account.
    pub name: Option<Changed>,
    /// Its language, by its tag.
    pub language: Option<Changed>,
    /// What it says of the day of birth, the sex and the employer; each is empty where nothing is said.
    #[serde(default)]
    pub said: Said<Changed>,
    /// Where letters to the owner of the kept account go.
    #[serde(default)]
    pub kept_main: Main,
    /// The same of the absorbed one.
    #[serde(default)]
    pub absorbed_main: Main,
    /// What moves.
    pub moved: Vec<Moved>,
}

/// What becomes of each thing that somebody says of themselves; nothing where it stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said<T> {
    /// When they were born: `1990-03-07`.
    pub born: Option<T>,
    /// The word of their sex.
    pub sex: Option<T>,
    /// Where they work.
    pub employer: Option<T>,
}

impl<T> Default for Said<T> {
    fn default() -> Self {
        Self { born: None, sex: None, employer: None }
    }
}

/// What undoing a merge changes, besides that the absorbed account opens doors again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undo {
    /// The two change login names again.
    pub logins: bool,
    /// The name of the kept account, if it is another than now.
    pub name: Option<String>,
    /// Its language, by its tag.
    pub language: Option<String>,
    /// What its owner says of themselves.
    pub said: Said<String>,
    /// The main postal address of the kept account.
    pub kept_main: Option<PostalAddressId>,
    /// That of the absorbed one.
    pub absorbed_main: Option<PostalAddressId>,
    /// What moves back. Not a contact that the kept account has given up since: somebody else may have it by now.
    pub moved: Vec<Moved>,
    /// Contacts of the kept account that rest at the absorbed one, and in whose place there is another by now.
    pub dropped: Vec<ContactId>,
    /// Whether something of the kept account was changed since and stays so.
    pub changed_since: bool,
}

/// What merging these two changes.
pub fn plan(kept: &Holding, absorbed: &Holding, choices: &Choices) -> Plan {
    let name = if kept.proven.name { Whose::Kept } else { choices.name };
    let mut moved = contacts(kept, absorbed, *choices);
    let (letters, kept_main, absorbed_main) =
        letters::carry(&kept.addresses, &absorbed.addresses, choices.addresses);
    moved.extend(letters);
    let has = |client: &String| kept.consents.iter().any(|(_, theirs)| theirs == client);
    let consents = absorbed.consents.iter().filter(|(_, client)| !has(client));
    moved.extend(consents.map(|(id, _)| Moved { row: Row::Consent(*id), to_kept: true }));
    moved.extend(absorbed.links.iter().map(|link| Moved { row: Row::Link(link.id), to_kept: true }));
    Plan {
        login: changed(choices.login, &kept.login, &absorbed.login),
        name: changed(name, &kept.name, &absorbed.name),
        language: changed(choices.language, kept.language.tag(), absorbed.language.tag()),
        said: said(kept, absorbed, choices),
        kept_main,
        absorbed_main,
        moved,
    }
}

fn changed(whose: Whose, before: &str, after: &str) -> Option<Changed> {
    (whose == Whose::Absorbed && before != after)
        .then(|| Changed { before: before.to_owned(), after: after.to_owned() })
}

/// What may be taken over of what the owner of the absorbed account said: nothing that is proven otherwise.
pub fn sayable(kept: &Holding, absorbed: &Holding) -> Personal {
    let Personal { born, sex, employer } = &absorbed.said;
    let fits = match kept.proven.born {
        Some(Born::Date { .. }) => false,
        Some(Born::Year(year)) => born.is_some_and(|born| born.parts().0 == year),
        None => true,
    };
    Personal {
        born: born.filter(|_| fits),
        sex: sex.filter(|_| kept.proven.sex.is_none()),
        employer: employer.clone(),
    }
}

/// Who said nothing takes what the other said.
fn said(kept: &Holding, absorbed: &Holding, choices: &Choices) -> Said<Changed> {
    let texts = |said: &Personal| {
        let born = said.born.map(|born| born.to_string()).unwrap_or_default();
        [born, said.sex.map(sex_word).unwrap_or_default().to_owned(), said.employer.clone()]
    };
    let one = |whose: Whose, own: &str, other: &str| {
        let takes = !other.is_empty() && (own.is_empty() || whose == Whose::Absorbed);
        changed(if takes { Whose::Absorbed } else { Whose::Kept }, own, other)
    };
    let ([born, sex, employer], other) = (texts(&kept.said), texts(&sayable(kept, absorbed)));
    Said {
        born: one(choices.born, &born, &other[0]),
        sex: one(choices.sex, &sex, &other[1]),
        employer: one(choices.employer, &employer, &other[2]),
    }
}

/// A merge takes no contact away from the account that is kept: whoever sits in somebody's session would merge an
/// account of their own with it, and recover it with their own phone. What is added is told at the contacts it has.
fn contacts(kept: &Holding, absorbed: &Holding, choices: Choices) -> Vec<Moved> {
    let has = |one: &Contact| match one.kind {
        ContactKind::Phone => phone(kept).is_some(),
        ContactKind::Email => kept.contacts.iter().any(|own| own.kind == one.kind && own.value == one.value),
    };
    let wanted = |one: &Contact| match one.kind {
        ContactKind::Phone => true,
        ContactKind::Email => choices.emails != Several::Of(Whose::Kept),
    };
    let comes = absorbed.contacts.iter().filter(|one| wanted(one) && !has(one));
    comes.map(|one| Moved { row: Row::Contact(one.clone()), to_kept: true }).collect()
}

fn phone(holding: &Holding) -> Option<&Contact> {
    holding.contacts.iter().find(|one| one.kind == ContactKind::Phone)
}

/// The phone that is to take the place of the one that the kept account has, if that was chosen. It waits until nobody
/// objects any more, like every phone that is asked for without showing the one before; until then it rests.
pub fn later_phone<'a>(kept: &Holding, absorbed: &'a Holding, choices: &Choices) -> Option<&'a Contact> {
    let (own, other) = (phone(kept)?, phone(absorbed)?);
    (choices.phone == Whose::Absorbed && own.value != other.value).then_some(other)
}

/// What undoing a merge changes, as the two stand now. What the kept account has got since stays there, but for links
/// that were made under a name of the absorbed account (`theirs`: client and subject): these follow the name.
pub fn undo(plan: &Plan, kept: &Holding, absorbed: &Holding, theirs: &BTreeSet<(String, String)>) -> Undo {
    let mut undo = Undo { logins: plan.login.is_some(), ..Undo::default() };
    let mut back = |changed: &Option<Changed>, now: &str| {
        let changed = changed.as_ref()?;
        let same = changed.after == now;
        undo.changed_since |= !same;
        same.then(|| changed.before.clone())
    };
    undo.name = back(&plan.name, &kept.name);
    undo.language = back(&plan.language, kept.language.tag());
    undo.said = Said {
        born: back(&plan.said.born, &kept.said.born.map(|born| born.to_string()).unwrap_or_default()),
        sex: back(&plan.said.sex, kept.said.sex.map(sex_word).unwrap_or_default()),
        employer: back(&plan.said.employer, &kept.said.employer),
    };
    let mut links: BTreeSet<LinkId> = BTreeSet::new();
    // What came from the absorbed account goes first: what is left then, the kept one has got since.
    let (came, went): (Vec<_>, Vec<_>) = plan.moved.iter().partition(|moved| moved.to_kept);
    for Moved { row, to_kept } in came.into_iter().chain(went) {
        match row {
            Row::Contact(contact) => undo.contact(contact, *to_kept, (kept, absorbed)),
            Row::Address(id) => undo.address(*id, *to_kept, (kept, absorbed)),
            Row::Consent(_) => undo.moved.push(Moved { row: row.clone(), to_kept: false }),
            Row::Link(id) => drop(links.insert(*id)),
        }
    }
    let back = |to_kept: bool| -> BTreeSet<PostalAddressId> {
        let ids = undo.moved.iter().filter(move |moved| moved.to_kept == to_kept);
        ids.filter_map(|moved| if let Row::Address(id) = moved.row { Some(id) } else { None }).collect()
    };
    (undo.kept_main, undo.absorbed_main) = letters::after(
        (&kept.addresses, &absorbed.addresses),
        (&back(true), &back(false)),
        (plan.kept_main, plan.absorbed_main),
    );
    let named = |link: &&LinkHeld| theirs.contains(&(link.client.clone(), link.subject.clone()));
    let since: Vec<LinkId> =
        kept.links.iter().filter(named).map(|link| link.id).filter(|id| !links.contains(id)).collect();
    undo.changed_since |= !since.is_empty();
    links.extend(since);
    undo.moved.extend(links.into_iter().map(|id| Moved { row: Row::Link(id), to_kept: false }));
    undo
}

impl Undo {
    /// An address that was removed since stays so.
    fn address(&mut self, id: PostalAddressId, to_kept: bool, (kept, absorbed): (&Holding, &Holding)) {
        let there = if to_kept { kept } else { absorbed };
        if there.addresses.iter().any(|one| one.id == id) {
            self.moved.push(Moved { row: Row::Address(id), to_kept: !to_kept });
        } else {
            self.changed_since = true;
        }
    }

    fn contact(&mut self, contact: &Contact, to_kept: bool, (kept, absorbed): (&Holding, &Holding)) {
        let has = |side: &Holding| side.contacts.iter().any(|one| one.id == contact.id);
        let back = Moved { row: Row::Contact(contact.clone()), to_kept: !to_kept };
        if to_kept {
            if has(kept) {
                self.moved.push(back);
            } else {
                self.changed_since = true;
            }
            return;
        }
        // An account has one phone, and an address once: what it has got since stays.
        let came = |one: &Contact| self.moved.iter().any(|moved| moved.row == Row::Contact(one.clone()));
        let takes_its_place = |one: &Contact| {
            one.kind == contact.kind
                && (one.kind == ContactKind::Phone || one.value == contact.value)
                && !came(one)
        };
        let other = kept.contacts.iter().any(takes_its_place);
        if !has(absorbed) {
            self.changed_since = true;
        } else if other {
            self.changed_since = true;
            self.dropped.push(contact.id);
        } else {
            self.moved.push(back);
        }
    }
}
