//! What people do in many situations: leave for the identity, come back, prove an account.

use std::time::Duration;

use onedoor_base::LinkId;
use onedoor_linking::{Handshake, Life, Report};
use onedoor_linking_client::words;
use onedoor_linking_protocol::{ENDED, LINKED, LinkTold, SUSPENDED, Told, of_standing};
use serde_json::{Value, json};
use url::Url;

use crate::Kit;
use crate::browser::{Browser, Page};
use crate::caller::{Ask, Said};
use crate::issuer::{Fields, Known, Person, Quirk};
use crate::settings::{Account, Creation};
use crate::situation::{Done, Stop, expect};

/// How often to look for something that happens by itself.
const PAUSE: Duration = Duration::from_millis(250);

/// Somebody whose account at the portal is linked, and their browser, which is signed in there.
#[derive(Clone)]
pub(crate) struct Linked {
    pub(crate) browser: Browser,
    pub(crate) person: Person,
    pub(crate) id: LinkId,
}

/// What a portal answers that was told; one that is told by events says nothing but that it has heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answer(Option<Report>);

impl Answer {
    /// Whether it is so, as far as anything was answered.
    pub(crate) fn is(self, so: impl FnOnce(&Report) -> bool) -> bool {
        self.0.as_ref().is_none_or(so)
    }
}

impl Account {
    /// Whether the page asks for the first of what leads to it.
    fn can_be_chosen_on(&self, page: &Page) -> bool {
        let Some(first) = self.chosen.first() else { return false };
        page.forms.iter().any(|form| form.inputs.iter().any(|one| one.is_choice() && one.value == *first))
    }
}

impl Kit {
    /// The linking endpoint.
    pub(crate) fn endpoint(&self) -> String {
        let path = &self.settings.portal.linking;
        self.portal.join(path).map_or_else(|_| path.clone(), String::from)
    }

    fn at(&self, path: &str) -> Result<Url, Stop> {
        self.portal.join(path).map_err(|_| Stop::NotTried("kit-untried-address"))
    }

    /// A browser that nobody has used.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.http, &self.portal, (&self.log, &self.limit))
    }

    /// The account that was prepared, or why there is nothing to play.
    pub(crate) fn prepared(account: Option<&Account>) -> Result<&Account, Stop> {
        account.ok_or(Stop::NotTried("kit-untried-account"))
    }

    pub(crate) fn free(&self) -> Result<&Account, Stop> {
        Self::prepared(self.settings.accounts.free.as_ref())
    }

    /// One that there is not.
    pub(crate) fn nobody(&self) -> Account {
        let user_name = format!("kit{}", self.issuer.now().millis());
        Account { user_name, password: self.issuer.unguessable(), ..Account::default() }
    }

    pub(crate) fn other(&self) -> Result<&Account, Stop> {
        Self::prepared(self.settings.accounts.other.as_ref())
    }

    /// The browser begins a sign-in and is sent to the identity; the request there.
    pub(crate) async fn leaves(&self, browser: &Browser) -> Result<Fields, Stop> {
        let page = browser.get(&self.at(&self.settings.portal.sign_in)?).await?;
        self.arrived(&page)
    }

    fn arrived(&self, page: &Page) -> Result<Fields, Stop> {
        let away = page.url.as_str().starts_with(&format!("{}?", self.issuer.at("/authorize")));
        expect(away, "kit-expects-sent-away")?;
        self.issuer.request(&page.url).ok_or(Stop::Failed("kit-expects-sent-away"))
    }

    /// The same to link an account that exists: where accounts are made at once, a sign-in would make one.
    pub(crate) async fn leaves_to_link(&self, browser: &Browser) -> Result<Fields, Stop> {
        if self.settings.policy.creation != Creation::Yes {
            return self.leaves(browser).await;
        }
        let page = self.describes().await?.json.get("page").and_then(Value::as_str).map(str::to_owned);
        let page =
            page.and_then(|page| Url::parse(&page).ok()).ok_or(Stop::Failed("kit-expects-described"))?;
        let mut url = page;
        url.query_pairs_mut()
            .append_pair("iss", self.issuer.name())
            .append_pair("target_link_uri", self.at(&self.settings.portal.inside)?.as_str());
        let page = browser.get(&url).await?;
        self.arrived(&page)
    }

    /// The person signed in there; where the browser is sent back to.
    pub(crate) fn answers(&self, request: &Fields, person: &Person, quirk: Quirk) -> Result<Url, Stop> {
        let code = self.issuer.code(request, person, quirk);
        self.sent_back(request, &[("code", &code)])
    }

    pub(crate) fn sent_back(&self, request: &Fields, said: &[(&str, &str)]) -> Result<Url, Stop> {
        self.issuer.back(request, said).ok_or(Stop::Failed("kit-expects-request"))
    }

    /// Signs in with the national account.
    pub(crate) async fn comes(&self, browser: &Browser, person: &Person) -> Result<Page, Stop> {
        let request = self.leaves(browser).await?;
        self.settled(browser, browser.get(&self.answers(&request, person, Quirk::None)?).await?, person).await
    }

    /// If the portal sends the person for a newer or surer sign-in, they sign in there once more.
    async fn settled(&self, browser: &Browser, page: Page, person: &Person) -> Result<Page, Stop> {
        if page.status != 0 {
            return Ok(page);
        }
        let request = self.arrived(&page)?;
        browser.get(&self.answers(&request, person, Quirk::None)?).await
    }

    /// Comes to link an account that exists, as far as what the portal says to somebody whom it does not know.
    pub(crate) async fn comes_to_link(&self, browser: &Browser, person: &Person) -> Result<Page, Stop> {
        let request = self.leaves_to_link(browser).await?;
        self.settled(browser, browser.get(&self.answers(&request, person, Quirk::None)?).await?, person).await
    }

    /// The page that asks for user name and password of an account like this at the portal.
    pub(crate) async fn asked(&self, browser: &Browser, page: Page, account: &Account) -> Result<Page, Stop> {
        let mut page = page;
        if page.credentials().is_none() && !account.can_be_chosen_on(&page) {
            page = browser.press(&page, &self.settings.marks.existing, &[]).await?;
        }
        let page = self.chosen(browser, page, account).await?;
        expect(page.credentials().is_some(), "kit-expects-form")?;
        Ok(page)
    }

    /// Chooses, one question after the other, where the account belongs to, if the page asks for that.
    pub(crate) async fn chosen(
        &self,
        browser: &Browser,
        page: Page,
        account: &Account,
    ) -> Result<Page, Stop> {
        let mut page = page;
        if account.can_be_chosen_on(&page) {
            for choice in &account.chosen {
                if page.credentials().is_some() {
                    break;
                }
                page = browser.chooses(&page, choice).await?;
            }
        }
        Ok(page)
    }

    /// Types user name and password there.
    pub(crate) async fn types(
        &self,
        browser: &Browser,
        page: &Page,
        account: &Account,
    ) -> Result<Page, Stop> {
        let form = page.credentials().ok_or(Stop::Failed("kit-expects-form"))?;
        let (user, password) = form.credentials().ok_or(Stop::Failed("kit-expects-form"))?;
        let fill =
            [(user.name.as_str(), account.user_name.as_str()), (&password.name, account.password.as_str())];
        browser.send(page, form, None, &fill).await
    }

    /// Comes, and proves an account.
    pub(crate) async fn proves(
        &self,
        browser: &Browser,
        person: &Person,
        account: &Account,
    ) -> Result<Page, Stop> {
        let page = self.comes_to_link(browser, person).await?;
        let page = self.asked(browser, page, account).await?;
        self.types(browser, &page, account).await
    }

    /// Somebody new whose account is linked now.
    pub(crate) async fn links(&self, account: &Account) -> Result<Linked, Stop> {
        self.links_as(self.issuer.person(), account).await
    }

    pub(crate) async fn links_as(&self, person: Person, account: &Account) -> Result<Linked, Stop> {
        let browser = self.browser();
        self.proves(&browser, &person, account).await?;
        let id = self.active(&person)?.0;
        expect(self.is_inside(&browser).await?, "kit-expects-inside")?;
        Ok(Linked { browser, person, id })
    }

    /// Somebody who stays linked while the situations of a chapter are played.
    pub(crate) async fn resident(&self, chapter: crate::Chapter) -> Result<Linked, Stop> {
        let mut resident = self.resident.lock().await;
        if let Some((_, linked)) = &*resident {
            let alive = self.issuer.link(linked.id).is_some_and(|k| k.stands.life() == Life::Active);
            if alive {
                return Ok(linked.clone());
            }
        }
        let linked = self.links(self.free()?).await?;
        *resident = Some((chapter, linked.clone()));
        Ok(linked)
    }

    /// The one link of this person that stands on both sides.
    pub(crate) fn active(&self, person: &Person) -> Result<(LinkId, Known), Stop> {
        let mut links = self.issuer.links_of(person);
        links.retain(|(_, known)| known.stands.life() == Life::Active);
        match <[_; 1]>::try_from(links) {
            Ok([link]) => Ok(link),
            Err(none) if none.is_empty() => Err(Stop::Failed("kit-expects-link")),
            Err(_) => Err(Stop::Failed("kit-expects-one-link")),
        }
    }

    /// No link of this person was told of.
    pub(crate) fn has_no_link(&self, person: &Person) -> Done {
        let links = self.issuer.links_of(person);
        let alive = links.iter().any(|(_, known)| known.stands.life() != Life::Ended);
        expect(!alive, "kit-expects-no-link")
    }

    /// Whether the browser is signed in at the portal.
    pub(crate) async fn is_inside(&self, browser: &Browser) -> Result<bool, Stop> {
        let inside = self.at(&self.settings.portal.inside)?;
        let page = browser.get(&inside).await?;
        let there = page.status == 200 && page.url.path() == inside.path();
        let says = self.settings.portal.inside_says.as_ref().is_none_or(|words| page.says(words));
        Ok(there && says)
    }

    /// It is not signed in, the person has no link, and the portal did not break.
    pub(crate) async fn opened_nothing(&self, browser: &Browser, page: &Page, person: &Person) -> Done {
        expect(page.status != 500, "kit-expects-no-break")?;
        expect(!self.is_inside(browser).await?, "kit-expects-outside")?;
        self.has_no_link(person)
    }

    /// Tells the portal where the identity stands, the way that it has asked for; what it answers.
    pub(crate) async fn tells(&self, id: LinkId, report: &Report) -> Result<Answer, Stop> {
        let said = self.tells_raw(id, report).await?;
        if said.status == 202 && self.is_told_by_event(report).await? {
            // That it was taken is the receipt.
            self.issuer.changes(id, |stands| {
                Some(stands.hear(&Report { part: stands.theirs, heard: report.part }).0)
            });
            return Ok(Answer(None));
        }
        expect(said.status == 200, "kit-expects-kept")?;
        let told: Result<Told, _> = serde_json::from_value(said.json);
        let report = told.ok().and_then(|told| words::read_report(&told.report));
        let report = report.ok_or(Stop::Failed("kit-expects-report"))?;
        self.issuer.changes(id, |stands| Some(stands.hear(&report).0));
        Ok(Answer(Some(report)))
    }

    /// The same; its answer as it came.
    pub(crate) async fn tells_raw(&self, id: LinkId, report: &Report) -> Result<Said, Stop> {
        let report_said = words::report(report);
        if self.is_told_by_event(report).await? {
            let known = self.issuer.link(id).ok_or(Stop::Failed("kit-expects-link"))?;
            let event = of_standing(report.part.standing.word()).unwrap_or_default();
            let detail = LinkTold { link: id.to_string(), report: report_said };
            let detail = serde_json::to_value(detail).unwrap_or_default();
            return self.tells_event(&self.event_of(&known.subject, event, &detail)).await;
        }
        let body = json!(Told { report: report_said, evidence: None }).to_string();
        self.calls(&Ask::put(format!("/links/{id}"), body)).await
    }

    /// Whether the portal wants to be told by an event where the identity stands.
    async fn is_told_by_event(&self, report: &Report) -> Result<bool, Stop> {
        let Some(event) = of_standing(report.part.standing.word()) else { return Ok(false) };
        self.wants_events(&[event]).await
    }

    /// Whether it is told of links by events alone, and need not offer `PUT {endpoint}/links/{id}`.
    pub(crate) async fn is_told_by_events_alone(&self) -> Result<bool, Stop> {
        self.wants_events(&[LINKED, SUSPENDED, ENDED]).await
    }

    async fn wants_events(&self, wanted: &[&str]) -> Result<bool, Stop> {
        let mut known = self.told_by.lock().await;
        if known.is_none() {
            let said = self.describes().await?;
            let events = said.json.get("events").cloned().unwrap_or_default();
            *known = Some(serde_json::from_value(events).unwrap_or_default());
        }
        let has = |event: &&str| known.iter().flatten().any(|one| one == *event);
        Ok(wanted.iter().all(has))
    }

    /// The identity changes its part and tells it; what the portal answers.
    pub(crate) async fn changes(
        &self,
        id: LinkId,
        change: impl FnOnce(Handshake) -> Option<Handshake>,
    ) -> Result<Answer, Stop> {
        let stands = self.issuer.changes(id, change).ok_or(Stop::Failed("kit-expects-link"))?;
        self.tells(id, &stands.report()).await
    }

    /// Waits for what the portal does by itself.
    pub(crate) async fn waits(&self, what: &'static str, mut happens: impl FnMut() -> bool) -> Done {
        let until = self.issuer.now().after(Duration::from_secs(self.settings.patience_seconds));
        while !happens() {
            if self.issuer.now() > until {
                return Err(Stop::Failed(what));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// Waits until the portal has had its numbers fingerprinted, where it is told no others.
    pub(crate) async fn fingerprinted(&self) -> Done {
        let patience = Duration::from_secs(self.settings.fingerprint_patience_seconds);
        let until = self.issuer.now().after(patience);
        while self.settings.policy.fingerprints && self.issuer.evaluated() == 0 {
            if self.issuer.now() > until {
                return Err(Stop::Failed("kit-expects-fingerprints"));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// What the portal says that it is.
    pub(crate) async fn describes(&self) -> Result<Said, Stop> {
        let said = self.calls(&Ask::get("")).await?;
        expect(said.status == 200, "kit-expects-described")?;
        Ok(said)
    }
}
