//! People who come for the first time, and what they have at the portal already.

use std::time::Duration;

use onedoor_base::Timestamp;
use onedoor_linking::Life;

use crate::browser::Browser;
use crate::issuer::Person;
use crate::settings::{Account, Creation};
use crate::situation::{Done, Stop, expect, situations};
use crate::{Chapter, Kit};

situations! { First:
    "kit-existing-account" "Telling" existing_account;
    "kit-evidence" "Telling" evidence;
    "kit-comes-again" "Duties" comes_again;
    "kit-made-at-once" "Duties" made_at_once;
    "kit-made-when-asked" "Duties" made_when_asked;
    "kit-never-made" "Duties" never_made;
    "kit-two-people" "What a link is" two_people;
    "kit-one-match" "What a link is" one_match;
    "kit-claimed-here" "What a link is" claimed_here;
    "kit-claimed-there" "What a link is" claimed_there;
    "kit-two-matches" "What a link is" two_matches;
    "kit-linked-elsewhere" "What a link is" linked_elsewhere;
    "kit-has-another" "What a link is" has_another;
    "kit-wrong-password" "What a link is" wrong_password;
    "kit-locked" "What a link is" locked;
    "kit-too-low" "What a link is" too_low;
    "kit-stale-sign-in" "Asking" stale_sign_in;
}

/// Longer ago than any proof is good, in seconds; and how old one may be, with a minute for the way.
const LONG_AGO: i64 = 3 * 3600;
const PROOF_LIFE: Duration = Duration::from_mins(11);

const CHAPTER: Chapter = Chapter::First;

async fn existing_account(kit: &Kit) -> Done {
    kit.links(kit.free()?).await.map(|_| ())
}

async fn evidence(kit: &Kit) -> Done {
    let linked = kit.resident(CHAPTER).await?;
    let (_, known) = kit.active(&linked.person)?;
    let said = known.evidence.ok_or(Stop::Failed("kit-expects-evidence"))?;
    let system = kit.describes().await?.json.get("system").cloned().unwrap_or_default();
    let when = kit.issuer.proven_at(&said.proof);
    let sound = said.subject == linked.person.subject
        && system == said.system
        && !said.account.is_empty()
        && when.is_some_and(|at| at.seconds() == Timestamp::from_millis(said.national.at).seconds())
        && said.national.acr == linked.person.acr
        && said.national.authentication == 1
        && said.local.how == "password"
        && said.made_by == "person";
    expect(sound, "kit-expects-evidence")
}

async fn comes_again(kit: &Kit) -> Done {
    let linked = kit.resident(CHAPTER).await?;
    let elsewhere = kit.browser();
    kit.comes(&elsewhere, &linked.person).await?;
    expect(kit.is_inside(&elsewhere).await?, "kit-expects-inside")?;
    expect(kit.active(&linked.person)?.0 == linked.id, "kit-expects-one-link")
}

fn applies(kit: &Kit, creation: Creation) -> Done {
    let same = kit.settings().policy.creation == creation;
    if same { Ok(()) } else { Err(Stop::NotApplicable("kit-policy-creation")) }
}

fn was_made_here(kit: &Kit, person: &Person) -> Done {
    let (_, known) = kit.active(person)?;
    let made = known.evidence.is_some_and(|evidence| evidence.local.how == "made_here");
    expect(made, "kit-expects-evidence")
}

async fn made_at_once(kit: &Kit) -> Done {
    applies(kit, Creation::Yes)?;
    let (browser, person) = (kit.browser(), kit.issuer.person());
    kit.comes(&browser, &person).await?;
    expect(kit.is_inside(&browser).await?, "kit-expects-inside")?;
    was_made_here(kit, &person)
}

async fn made_when_asked(kit: &Kit) -> Done {
    applies(kit, Creation::Ask)?;
    let (browser, person) = (kit.browser(), kit.issuer.person());
    let page = kit.comes(&browser, &person).await?;
    kit.opened_nothing(&browser, &page, &person).await?;
    browser.press(&page, &kit.settings().marks.new, &[]).await?;
    expect(kit.is_inside(&browser).await?, "kit-expects-inside")?;
    was_made_here(kit, &person)
}

async fn never_made(kit: &Kit) -> Done {
    applies(kit, Creation::No)?;
    let (browser, person) = (kit.browser(), kit.issuer.person());
    let page = kit.comes(&browser, &person).await?;
    kit.opened_nothing(&browser, &page, &person).await?;
    kit.asked(&browser, page, kit.free()?).await.map(|_| ())
}

async fn two_people(kit: &Kit) -> Done {
    let (one, two) = (kit.resident(CHAPTER).await?, kit.links(kit.other()?).await?);
    let account = |person: &Person| {
        let known = kit.active(person)?.1;
        known.evidence.map(|evidence| evidence.account).ok_or(Stop::Failed("kit-expects-evidence"))
    };
    expect(account(&one.person)? != account(&two.person)?, "kit-expects-two-accounts")
}

async fn numbered(kit: &Kit, account: &Account, verified: bool) -> Result<Person, Stop> {
    kit.fingerprinted().await?;
    let number = account.number.clone().ok_or(Stop::NotTried("kit-untried-number"))?;
    Ok(Person { number: Some(number), number_verified: verified, ..kit.issuer.person() })
}

async fn one_match(kit: &Kit) -> Done {
    let account = Kit::prepared(kit.settings().accounts.numbered.as_ref())?;
    let (browser, person) = (kit.browser(), numbered(kit, account, true).await?);
    kit.comes(&browser, &person).await?;
    expect(kit.is_inside(&browser).await?, "kit-expects-inside")?;
    let (_, known) = kit.active(&person)?;
    // Whether the portal's staff made sure of the number is the portal's to say.
    let by_itself = |made_by: &str| matches!(made_by, "automatic" | "officer");
    let same = known.evidence.is_some_and(|said| said.local.how == "same_number" && by_itself(&said.made_by));
    expect(same, "kit-expects-evidence")
}

async fn claimed_here(kit: &Kit) -> Done {
    let account = Kit::prepared(kit.settings().accounts.claimed.as_ref())?;
    let (browser, person) = (kit.browser(), numbered(kit, account, true).await?);
    let page = kit.comes(&browser, &person).await?;
    kit.opened_nothing(&browser, &page, &person).await?;
    // Who knows its password is its owner.
    let page = kit.asked(&browser, page, account).await?;
    kit.types(&browser, &page, account).await?;
    kit.active(&person).map(|_| ())
}

async fn claimed_there(kit: &Kit) -> Done {
    let account = Kit::prepared(kit.settings().accounts.numbered.as_ref())?;
    let (browser, person) = (kit.browser(), numbered(kit, account, false).await?);
    kit.comes(&browser, &person).await?;
    let opened = kit.active(&person).ok().and_then(|(_, known)| known.evidence);
    // An account of their own may be made for them; the one with the number is not theirs.
    expect(opened.is_none_or(|said| said.local.how == "made_here"), "kit-expects-not-by-claim")
}

async fn two_matches(kit: &Kit) -> Done {
    let [account, _] = &kit.settings().accounts.twins[..] else {
        return Err(Stop::NotTried("kit-untried-account"));
    };
    let (browser, person) = (kit.browser(), numbered(kit, account, true).await?);
    let page = kit.comes(&browser, &person).await?;
    kit.opened_nothing(&browser, &page, &person).await?;
    browser.press(&page, &kit.settings().marks.choose, &[]).await?;
    expect(kit.is_inside(&browser).await?, "kit-expects-inside")?;
    kit.active(&person).map(|_| ())
}

async fn linked_elsewhere(kit: &Kit) -> Done {
    let owner = kit.resident(CHAPTER).await?;
    let (browser, person) = (kit.browser(), kit.issuer.person());
    let page = kit.proves(&browser, &person, kit.free()?).await?;
    kit.opened_nothing(&browser, &page, &person).await?;
    let known = kit.issuer.link(owner.id);
    let stands = known.is_some_and(|known| known.stands.life() == Life::Active);
    expect(stands && kit.is_inside(&owner.browser).await?, "kit-expects-others-unchanged")
}

async fn has_another(kit: &Kit) -> Done {
    let (owner, other) = (kit.resident(CHAPTER).await?, kit.other()?);
    if !kit.settings().policy.credentials {
        return Err(Stop::NotApplicable("kit-policy-way"));
    }
    let said = kit.calls(&kit.asks(&owner.person, other)).await?;
    if kit.settings().policy.several_accounts {
        return expect(said.status == 200, "kit-expects-kept");
    }
    expect(said.refuses(409, &["person_has_another"]), "kit-expects-has-another")?;
    expect(kit.active(&owner.person)?.0 == owner.id, "kit-expects-one-link")
}

async fn wrong_password(kit: &Kit) -> Done {
    let account = kit.free()?;
    let wrong = Account { password: kit.issuer.unguessable(), ..account.clone() };
    let nobody = Account { user_name: format!("kit{}", kit.issuer.now().millis()), ..wrong.clone() };
    let mut said = Vec::new();
    for tried in [&wrong, &nobody] {
        let (browser, person) = (kit.browser(), kit.issuer.person());
        let page = kit.proves(&browser, &person, tried).await?;
        kit.opened_nothing(&browser, &page, &person).await?;
        said.push((
            page.status,
            crate::html::text(&page.html).replace(&person.name, "").replace(&tried.user_name, ""),
        ));
    }
    expect(said[0] == said[1], "kit-expects-same-answer")
}

async fn locked(kit: &Kit) -> Done {
    let account = Kit::prepared(kit.settings().accounts.locked.as_ref())?;
    let (browser, person) = (kit.browser(), kit.issuer.person());
    let page = kit.proves(&browser, &person, account).await?;
    kit.opened_nothing(&browser, &page, &person).await
}

async fn too_low(kit: &Kit) -> Done {
    let least = &kit.settings().policy.least_identity;
    if least.ends_with(":1") {
        return Err(Stop::NotApplicable("kit-policy-assurance"));
    }
    let person = Person { acr: "urn:onedoor:loa:1".to_owned(), ..kit.issuer.person() };
    let browser = kit.browser();
    let page = kit.comes(&browser, &person).await?;
    kit.opened_nothing(&browser, &page, &person).await
}

async fn stale_sign_in(kit: &Kit) -> Done {
    let (browser, person) = (kit.browser(), Person { signed_in_ago: LONG_AGO, ..kit.issuer.person() });
    let mut page = kit.comes_to_link(&browser, &person).await?;
    if page.credentials().is_none() && Browser::sees(&page, &kit.settings().marks.existing) {
        page = browser.press(&page, &kit.settings().marks.existing, &[]).await?;
    }
    page = kit.chosen(&browser, page, kit.free()?).await?;
    // Where it asks for a new sign-in first, there is no form.
    if page.credentials().is_some() {
        page = kit.types(&browser, &page, kit.free()?).await?;
    }
    expect(page.status != 500, "kit-expects-no-break")?;
    let since = kit.issuer.now().before(PROOF_LIFE);
    let links = kit.issuer.links_of(&person);
    let old = links.iter().filter(|(_, known)| known.stands.life() != Life::Ended).any(|(_, known)| {
        known.evidence.as_ref().is_none_or(|said| Timestamp::from_millis(said.national.at) < since)
    });
    expect(!old, "kit-expects-new-sign-in")
}
