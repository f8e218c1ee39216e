//! The life of a link: told, confirmed, suspended, ended, over and again.

use std::time::Duration;

use onedoor_linking::{Life, Part, Reason, Report, Standing};

use crate::Kit;
use crate::issuer::Speaks;
use crate::situation::{Done, Stop, expect, situations};
use crate::steps::Linked;

situations! { Life:
    "kit-nothing-before-confirmed" "Duties" nothing_before_confirmed;
    "kit-waiting-link" "Duties" waiting_link;
    "kit-confirmation-lost" "Duties" confirmation_lost;
    "kit-identity-refuses" "Telling" identity_refuses;
    "kit-identity-forgot" "Telling" identity_forgot;
    "kit-told-twice" "What a link is" told_twice;
    "kit-suspended" "What a link is" suspended;
    "kit-late-news" "What a link is" late_news;
    "kit-clocks" "What a link is" clocks;
    "kit-number-too-great" "What a link is" number_too_great;
    "kit-ended-there" "Duties" ended_there;
    "kit-end-is-for-ever" "What a link is" end_is_for_ever;
    "kit-ended-and-returning" "What a link is" ended_and_returning;
    "kit-ended-here" "Duties" ended_here;
}

/// Presses "look again", if the page has it.
async fn looks_again(kit: &Kit, linked: &Linked, page: &crate::browser::Page) -> Done {
    if crate::browser::Browser::sees(page, &kit.settings().marks.again) {
        linked.browser.press(page, &kit.settings().marks.again, &[]).await?;
    }
    Ok(())
}

async fn nothing_before_confirmed(kit: &Kit) -> Done {
    let (browser, person) = (kit.browser(), kit.issuer.person());
    kit.issuer.speaks_of(&person, Speaks::NotAtAll);
    let page = kit.proves(&browser, &person, kit.free()?).await?;
    expect(page.status != 500, "kit-expects-no-break")?;
    expect(!kit.is_inside(&browser).await?, "kit-expects-outside")?;
    let tellings =
        || kit.issuer.links_of(&person).iter().map(|(_, known)| known.tellings.len()).sum::<usize>();
    expect(tellings() > 0, "kit-expects-told")?;
    kit.issuer.speaks_of(&person, Speaks::Well);
    let linked = Linked { browser, id: kit.issuer.links_of(&person)[0].0, person };
    looks_again(kit, &linked, &page).await?;
    kit.waits("kit-expects-told-again", || kit.active(&linked.person).is_ok()).await?;
    let elsewhere = kit.browser();
    kit.comes(&elsewhere, &linked.person).await?;
    expect(kit.is_inside(&elsewhere).await?, "kit-expects-inside")
}

async fn waiting_link(kit: &Kit) -> Done {
    let (first, second) = (kit.issuer.person(), kit.issuer.person());
    kit.issuer.speaks_of(&first, Speaks::NotAtAll);
    kit.proves(&kit.browser(), &first, kit.free()?).await?;
    let browser = kit.browser();
    let page = kit.proves(&browser, &second, kit.free()?).await?;
    kit.opened_nothing(&browser, &page, &second).await?;
    kit.issuer.speaks_of(&first, Speaks::Well);
    kit.waits("kit-expects-told-again", || kit.active(&first).is_ok()).await
}

async fn confirmation_lost(kit: &Kit) -> Done {
    let (browser, person) = (kit.browser(), kit.issuer.person());
    kit.issuer.speaks_of(&person, Speaks::LosesAnswer);
    kit.proves(&browser, &person, kit.free()?).await?;
    // Told again with nobody's help, until it has heard.
    let heard = || {
        let known = kit.active(&person).ok().map(|(_, known)| known);
        known.is_some_and(|known| known.tellings.iter().any(|(_, status)| *status == 200))
    };
    kit.waits("kit-expects-told-again", heard).await?;
    let elsewhere = kit.browser();
    kit.comes(&elsewhere, &person).await?;
    expect(kit.is_inside(&elsewhere).await?, "kit-expects-inside")?;
    kit.active(&person).map(|_| ())
}

async fn identity_refuses(kit: &Kit) -> Done {
    let (browser, person) = (kit.browser(), kit.issuer.person());
    kit.issuer.speaks_of(&person, Speaks::Refuses(Reason::ProofUnknown));
    let page = kit.proves(&browser, &person, kit.free()?).await?;
    kit.opened_nothing(&browser, &page, &person).await?;
    // The account is as free as before.
    kit.links(kit.free()?).await.map(|_| ())
}

async fn identity_forgot(kit: &Kit) -> Done {
    let (browser, person) = (kit.browser(), kit.issuer.person());
    kit.issuer.speaks_of(&person, Speaks::Forgets);
    kit.proves(&browser, &person, kit.free()?).await?;
    kit.waits("kit-expects-told-again", || kit.active(&person).is_ok()).await
}

async fn told_twice(kit: &Kit) -> Done {
    let linked = kit.links(kit.free()?).await?;
    let stands = kit.active(&linked.person)?.1.stands.report();
    let (one, two) = (kit.tells(linked.id, &stands).await?, kit.tells(linked.id, &stands).await?);
    expect(one == two && one.is(|said| said.heard == stands.part), "kit-expects-report")?;
    expect(kit.is_inside(&linked.browser).await?, "kit-expects-inside")
}

async fn suspended(kit: &Kit) -> Done {
    let linked = kit.links(kit.free()?).await?;
    let now = kit.issuer.now();
    kit.changes(linked.id, |stands| stands.suspend(now, Reason::Suspicion).ok()).await?;
    let elsewhere = kit.browser();
    kit.comes(&elsewhere, &linked.person).await?;
    expect(!kit.is_inside(&elsewhere).await?, "kit-expects-outside")?;
    kit.changes(linked.id, |stands| stands.resume(now).ok()).await?;
    let elsewhere = kit.browser();
    kit.comes(&elsewhere, &linked.person).await?;
    expect(kit.is_inside(&elsewhere).await?, "kit-expects-inside")?;
    expect(kit.active(&linked.person)?.0 == linked.id, "kit-expects-one-link")
}

async fn late_news(kit: &Kit) -> Done {
    let linked = kit.links(kit.free()?).await?;
    let now = kit.issuer.now();
    let known = kit.active(&linked.person)?.1;
    let suspended =
        known.stands.suspend(now, Reason::Suspicion).map_err(|_| Stop::Failed("kit-expects-link"))?;
    // The suspension was told, and then overtaken by its end.
    kit.changes(linked.id, |stands| stands.suspend(now, Reason::Suspicion).ok()?.resume(now).ok()).await?;
    let answer = kit.tells(linked.id, &suspended.report()).await?;
    let kept = suspended.report().part.number + 1;
    expect(answer.is(|said| said.heard.number == kept), "kit-expects-greater-number")?;
    let elsewhere = kit.browser();
    kit.comes(&elsewhere, &linked.person).await?;
    expect(kit.is_inside(&elsewhere).await?, "kit-expects-inside")
}

async fn clocks(kit: &Kit) -> Done {
    let linked = kit.links(kit.free()?).await?;
    let now = kit.issuer.now();
    let off = Duration::from_mins(2);
    let answer =
        kit.changes(linked.id, |stands| stands.suspend(now.after(off), Reason::Suspicion).ok()).await?;
    let heard = answer.is(|said| matches!(said.heard.standing, Standing::Suspended { .. }));
    expect(heard, "kit-expects-greater-number")?;
    let elsewhere = kit.browser();
    kit.comes(&elsewhere, &linked.person).await?;
    expect(!kit.is_inside(&elsewhere).await?, "kit-expects-outside")?;
    let answer = kit.changes(linked.id, |stands| stands.resume(now.before(off)).ok()).await?;
    let heard = answer.is(|said| matches!(said.heard.standing, Standing::Confirmed { .. }));
    expect(heard, "kit-expects-greater-number")?;
    let elsewhere = kit.browser();
    kit.comes(&elsewhere, &linked.person).await?;
    expect(kit.is_inside(&elsewhere).await?, "kit-expects-inside")
}

async fn number_too_great(kit: &Kit) -> Done {
    let linked = kit.links(kit.free()?).await?;
    let stands = kit.active(&linked.person)?.1.stands.report();
    let why = Reason::Suspicion;
    let part = Part { number: 1_000_001, standing: Standing::Suspended { at: kit.issuer.now(), why } };
    let said = kit.tells_raw(linked.id, &Report { part, ..stands }).await?;
    let kept = matches!(said.status, 200 | 202) && said.json["heard"]["number"] != 1_000_001;
    expect(
        kept || said.status == 400 && said.json["err"].is_string() || said.refuses(400, &["malformed"]),
        "kit-expects-number-refused",
    )?;
    let elsewhere = kit.browser();
    kit.comes(&elsewhere, &linked.person).await?;
    expect(kit.is_inside(&elsewhere).await?, "kit-expects-inside")
}

async fn ended_there(kit: &Kit) -> Done {
    let linked = kit.links(kit.free()?).await?;
    let now = kit.issuer.now();
    let answer = kit.changes(linked.id, |stands| stands.end(now, Reason::ByPerson).ok()).await?;
    expect(answer.is(|said| said.heard.is_ended()), "kit-expects-end-heard")?;
    expect(!kit.is_inside(&linked.browser).await?, "kit-expects-session-over")
}

async fn end_is_for_ever(kit: &Kit) -> Done {
    let linked = kit.links(kit.free()?).await?;
    let before = kit.active(&linked.person)?.1.stands.report();
    let now = kit.issuer.now();
    kit.changes(linked.id, |stands| stands.end(now, Reason::ByPerson).ok()).await?;
    let later = Part { number: before.part.number + 5, standing: Standing::Confirmed { at: now } };
    for report in [before, Report { part: later, heard: before.heard }] {
        let answer = kit.tells_raw(linked.id, &report).await?;
        let over = answer.json["heard"]["standing"] == "ended" || answer.json["part"]["standing"] == "ended";
        expect(over || matches!(answer.status, 202 | 400), "kit-expects-end-kept")?;
    }
    let elsewhere = kit.browser();
    kit.comes(&elsewhere, &linked.person).await?;
    expect(!kit.is_inside(&elsewhere).await?, "kit-expects-asked-again")
}

async fn ended_and_returning(kit: &Kit) -> Done {
    let linked = kit.links(kit.free()?).await?;
    let now = kit.issuer.now();
    kit.changes(linked.id, |stands| stands.end(now, Reason::ByPerson).ok()).await?;
    let browser = kit.browser();
    let page = kit.comes(&browser, &linked.person).await?;
    expect(!kit.is_inside(&browser).await?, "kit-expects-asked-again")?;
    kit.has_no_link(&linked.person)?;
    // They prove the account again: a new link.
    let page = kit.asked(&browser, page, kit.free()?).await?;
    kit.types(&browser, &page, kit.free()?).await?;
    let (id, known) = kit.active(&linked.person)?;
    expect(id != linked.id && known.stands.life() == Life::Active, "kit-expects-new-link")?;
    expect(kit.is_inside(&browser).await?, "kit-expects-inside")
}

async fn ended_here(kit: &Kit) -> Done {
    let links = kit.settings().portal.links.as_ref().ok_or(Stop::NotTried("kit-untried-links-page"))?;
    let linked = kit.links(kit.free()?).await?;
    let url = kit.portal().join(links).map_err(|_| Stop::NotTried("kit-untried-address"))?;
    let mut page = linked.browser.get(&url).await?;
    let end = &kit.settings().marks.end;
    let over = || kit.issuer.link(linked.id).is_none_or(|known| known.stands.life() == Life::Ended);
    // Once or twice: many pages ask once more.
    for _ in 0..2 {
        if over() || !crate::browser::Browser::sees(&page, end) {
            break;
        }
        page = linked.browser.press(&page, end, &[]).await?;
    }
    kit.waits("kit-expects-end-told", over).await?;
    let elsewhere = kit.browser();
    kit.comes(&elsewhere, &linked.person).await?;
    expect(!kit.is_inside(&elsewhere).await?, "kit-expects-asked-again")
}
