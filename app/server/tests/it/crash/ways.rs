//! What people do, each as the forms of the pages lead them.

use std::time::Duration;

use super::dice::Dice;
use super::people::{Known, PASSWORD, Person, Tally, count};
use super::town::Town;
use crate::support::browser::{Browser, Page, Stuck};

/// What a page of the portal says of the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sees {
    /// Signed in, by a link that stands.
    Open,
    /// It has just been made.
    Made,
    /// There is none.
    Question,
    /// It is made on this side.
    Waits,
    /// Something else.
    Else,
}

fn sees(page: &Page) -> Sees {
    let (host, path) = (page.url.host_str().unwrap_or_default(), page.url.path());
    if host != "portal.localhost" || !page.status.is_success() {
        return Sees::Else;
    }
    let text = page.text();
    match path {
        "/dossiers" => Sees::Open,
        "/sign-in/linked" => Sees::Made,
        _ if !path.starts_with("/sign-in/link/") => Sees::Else,
        _ if text.contains("not linked yet") => Sees::Question,
        _ if text.contains("almost linked") || text.contains("has confirmed the link") => Sees::Waits,
        _ => Sees::Else,
    }
}

/// How long somebody waits who came to nothing.
const PAUSE: Duration = Duration::from_millis(200);

/// A person at work.
pub(crate) struct Doing<'a> {
    pub(crate) person: &'a Person,
    pub(crate) town: &'a Town,
    pub(crate) tally: &'a Tally,
    pub(crate) dice: Dice,
}

const WEIGHTS: [u64; 8] = [34, 12, 18, 12, 12, 6, 6, 6];
const NAMES: [&str; 8] =
    ["S1.1b S5.2", "S5.3", "S1.2", "end here", "end there", "out there", "out here", "on hold"];

impl Doing<'_> {
    /// Does one thing to its end, or as far as it goes.
    pub(crate) async fn something(&mut self) {
        let browser = self.person.browser(self.town, &mut self.dice);
        let what = self.dice.weighted(&WEIGHTS);
        self.person.did(&format!("begins {}", NAMES[what]));
        let done = match what {
            0 => self.signs_in(&browser).await,
            1 => self.links_from_settings().await,
            2 => self.links_at_the_identity(&browser).await,
            3 => self.ends_at_the_portal(&browser).await,
            4 => self.ends_at_the_identity(&browser).await,
            5 => self.signs_out(&browser, "id.localhost").await,
            6 => self.signs_out(&browser, "portal.localhost").await,
            _ => self.decides(&browser).await,
        };
        if let Err(stuck) = &done {
            self.person.did(&stuck.to_string().chars().take(200).collect::<String>());
        }
        if let Err(Stuck::NoAnswer(_)) = done {
            count(&self.tally.unanswered);
            tokio::time::sleep(PAUSE).await;
        }
    }

    fn at(&self, host: &str, path: &str) -> String {
        let pair = &self.town.pair;
        if host == "id.localhost" { pair.identity.at(path) } else { pair.portal.at(path) }
    }

    /// S1.1b, S5.2, or only signing in: from the portal's sign-in page through the identity.
    async fn signs_in(&mut self, browser: &Browser) -> Result<(), Stuck> {
        let before = self.person.known();
        let arrived = self.comes(browser).await?;
        self.person.did(&format!("{:?} {}", sees(&arrived), arrived.url));
        match sees(&arrived) {
            Sees::Question if before == Known::Linked => {
                self.lost("was told that it is linked, and is asked again", &arrived);
                Ok(())
            }
            Sees::Question => self.answers(browser, &arrived).await,
            Sees::Waits | Sees::Made => self.waits(browser, arrived).await,
            Sees::Open => {
                count(&self.tally.sign_ins);
                if before == Known::Asked {
                    self.person.knows(Known::Linked);
                }
                Ok(())
            }
            Sees::Else => {
                self.tally.odd("signing in", &arrived);
                tokio::time::sleep(PAUSE).await;
                Ok(())
            }
        }
    }

    /// To the portal by way of the identity.
    async fn comes(&mut self, browser: &Browser) -> Result<Page, Stuck> {
        let page = browser.try_get(&self.at("portal.localhost", "/dossiers")).await?;
        if sees(&page) == Sees::Open {
            return Ok(page);
        }
        let page = browser.try_follow(&page, "/sign-in/national/national").await?;
        self.at_the_identity(browser, page).await
    }

    /// Whatever the identity asks for.
    async fn at_the_identity(&self, browser: &Browser, mut page: Page) -> Result<Page, Stuck> {
        for _ in 0..8 {
            if page.url.host_str() != Some("id.localhost") || !page.status.is_success() {
                break;
            }
            let offered = |part: &str| page.find_form(part).is_ok();
            let asks_code = page.html.contains("name=\"code\"");
            page = if page.url.path() == "/sign-in" {
                let filled = [("identifier", self.person.login.as_str()), ("password", PASSWORD)];
                browser.try_send(&page, "/sign-in", &filled).await?
            } else if asks_code {
                let code = self.code().await;
                browser.try_send(&page, "/code", &[("code", &code)]).await?
            } else if offered("/code/send") {
                browser.try_send(&page, "/code/send", &[]).await?
            } else if offered("/consent") {
                browser.try_send(&page, "/consent", &[("decision", "allow")]).await?
            } else {
                break;
            };
        }
        Ok(page)
    }

    /// The code that came last, once it has had time to come.
    async fn code(&self) -> String {
        let phone = self.person.phone();
        let digits = || {
            let sent = self.town.pair.gateway.sent();
            let mine = sent.iter().rev().filter(|(_, message)| message["to"] == phone.as_str());
            let mut texts = mine.filter_map(|(_, message)| message["text"].as_str());
            texts.find_map(|text| {
                let mut runs = text.split(|c: char| !c.is_ascii_digit());
                runs.find(|digits| digits.len() == 6).map(str::to_owned)
            })
        };
        tokio::time::sleep(Duration::from_millis(500)).await;
        digits().unwrap_or_default()
    }

    /// The account that they have, or a new one.
    async fn answers(&mut self, browser: &Browser, question: &Page) -> Result<(), Stuck> {
        let path = question.url.path().to_owned();
        let before = self.person.known();
        let sent = if let Some(account) = &self.person.account {
            let form = browser.try_follow(question, "/account").await?;
            self.person.knows(Known::Asked);
            let filled = [("user_name", account.as_str()), ("password", PASSWORD)];
            self.sends(browser, &form, "/account", &filled).await?
        } else {
            self.person.knows(Known::Asked);
            self.sends(browser, question, &format!("{path}/new"), &[]).await?
        };
        self.heard(before, browser, sent).await
    }

    /// Sends a form, sometimes with two clicks; what either click brings.
    async fn sends(
        &mut self,
        browser: &Browser,
        page: &Page,
        part: &str,
        filled: &[(&str, &str)],
    ) -> Result<Page, Stuck> {
        if !self.dice.chance(15) {
            return browser.try_send(page, part, filled).await;
        }
        let click = || browser.try_send(page, part, filled);
        let (first, second) = tokio::join!(click(), click());
        self.person.did(&format!(
            "clicks twice: {:?}",
            [&first, &second].map(|one| one.as_ref().map(|p| p.status).ok())
        ));
        // The one that did it; the other may be told that it was done.
        match (first, second) {
            (Ok(page), other) if other.is_err() || sees(&page) != Sees::Else || page.status.is_success() => {
                Ok(page)
            }
            (_, second) => second,
        }
    }

    /// The answer to the wish for a link.
    async fn heard(&mut self, before: Known, browser: &Browser, page: Page) -> Result<(), Stuck> {
        self.person.did(&format!("{:?} {} {}", sees(&page), page.status, page.url));
        match sees(&page) {
            Sees::Made | Sees::Open | Sees::Waits => self.waits(browser, page).await,
            Sees::Question | Sees::Else => {
                // Somebody else's, too often, too late: then nothing was done. What is broken may have done it.
                if page.status.is_server_error() {
                    self.tally.odd("linking", &page);
                } else {
                    count(&self.tally.refused);
                    self.person.knows(before);
                }
                Ok(())
            }
        }
    }

    /// Looks again until it is made, or leaves it to itself.
    async fn waits(&mut self, browser: &Browser, mut page: Page) -> Result<(), Stuck> {
        for _ in 0..3 {
            match sees(&page) {
                Sees::Made | Sees::Open => {
                    count(&self.tally.made);
                    self.person.knows(Known::Linked);
                    return Ok(());
                }
                Sees::Waits => {
                    // "This is finished by itself": it must come, whatever happens now.
                    count(&self.tally.promised);
                    self.person.knows(Known::Linked);
                }
                Sees::Question | Sees::Else => break,
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
            let action = format!("{}/again", page.url.path());
            page = browser.try_send(&page, &action, &[]).await?;
        }
        if !matches!(sees(&page), Sees::Waits | Sees::Made | Sees::Open) {
            self.tally.odd("waiting", &page);
        }
        Ok(())
    }

    /// S5.3. In a browser that is used for nothing else: elsewhere whoever is signed in came by way of a link.
    async fn links_from_settings(&mut self) -> Result<(), Stuck> {
        let Some(account) = self.person.account.clone() else { return Ok(()) };
        let browser = &self.town.browser(self.person.n);
        let here = self.at("portal.localhost", "/account/links");
        let mut page = browser.try_get(&here).await?;
        if page.url.path() == "/sign-in" {
            let filled = [("user_name", account.as_str()), ("password", PASSWORD)];
            page = browser.try_send(&page, "/sign-in", &filled).await?;
        }
        let before = self.person.known();
        let page = browser.try_send(&page, "/account/links/national", &[]).await?;
        self.person.knows(Known::Asked);
        let back = self.at_the_identity(browser, page).await?;
        self.heard(before, browser, back).await
    }

    /// S1.2, with user name and password typed at the identity.
    async fn links_at_the_identity(&mut self, browser: &Browser) -> Result<(), Stuck> {
        let Some(account) = self.person.account.clone() else { return Ok(()) };
        let page = browser.try_get(&self.at("id.localhost", "/account/links/new/haiduong")).await?;
        let form = self.at_the_identity(browser, page).await?;
        form.find_form("/account/links/new/haiduong")?;
        let before = self.person.known();
        self.person.knows(Known::Asked);
        let filled = [("user_name", account.as_str()), ("password", PASSWORD)];
        let page = self.sends(browser, &form, "/account/links/new/haiduong", &filled).await?;
        let text = page.text();
        self.person.did(&format!("{} {}", page.status, page.url));
        if text.contains("Linked. From now on") {
            count(&self.tally.made);
            self.person.knows(Known::Linked);
        } else if text.contains("The link will finish by itself") {
            count(&self.tally.promised);
            self.person.knows(Known::Linked);
        } else if page.status.is_server_error() {
            self.tally.odd("linking at the identity", &page);
        } else {
            count(&self.tally.refused);
            self.person.knows(before);
        }
        Ok(())
    }

    async fn ends_at_the_portal(&mut self, browser: &Browser) -> Result<(), Stuck> {
        if self.person.known() != Known::Linked || sees(&self.comes(browser).await?) != Sees::Open {
            return Ok(());
        }
        let list = browser.try_get(&self.at("portal.localhost", "/account/links")).await?;
        let page = browser.try_follow(&list, "/end").await?;
        page.find_form("/end")?;
        self.person.knows(Known::Ending);
        let ended = self.sends(browser, &page, "/end", &[("password", PASSWORD)]).await?;
        let told = ended.url.query().unwrap_or_default().contains("told=ended");
        if told || ended.text().contains("The link has ended") {
            count(&self.tally.ended);
            self.person.knows(Known::NotLinked);
        } else {
            self.tally.odd("ending at the portal", &ended);
        }
        Ok(())
    }

    async fn ends_at_the_identity(&mut self, browser: &Browser) -> Result<(), Stuck> {
        if self.person.known() != Known::Linked {
            return Ok(());
        }
        let page = browser.try_get(&self.at("id.localhost", "/account/links")).await?;
        let list = self.at_the_identity(browser, page).await?;
        let page = browser.try_follow(&list, "/end").await?;
        let page = self.at_the_identity(browser, page).await?;
        page.find_form("/end")?;
        self.person.knows(Known::Ending);
        let ended = self.sends(browser, &page, "/end", &[]).await?;
        if ended.url.query().unwrap_or_default().contains("ended=") && ended.text().contains("has ended") {
            count(&self.tally.ended);
            self.person.knows(Known::NotLinked);
        } else {
            self.tally.odd("ending at the identity", &ended);
        }
        Ok(())
    }

    /// What to do with the telephone that was in the account.
    async fn decides(&mut self, browser: &Browser) -> Result<(), Stuck> {
        if self.person.known() != Known::Linked || sees(&self.comes(browser).await?) != Sees::Open {
            return Ok(());
        }
        let page = browser.try_get(&self.at("portal.localhost", "/account/held")).await?;
        let keeps = self.dice.chance(80);
        if !page.html.contains("held_phone") || (!keeps && self.person.is_one_of_two()) {
            return Ok(());
        }
        if !keeps {
            self.person.removed.lock().unwrap().0 = true;
        }
        let answer = if keeps { "keep" } else { "remove" };
        let filled = [("held_phone", answer), ("password", PASSWORD)];
        let done = browser.try_send(&page, "/account/held", &filled).await?;
        if done.status.is_success() && !done.html.contains("held_phone") && done.url.path() != "/sign-in" {
            count(&self.tally.decided);
            self.person.removed.lock().unwrap().1 |= !keeps;
        }
        Ok(())
    }

    async fn signs_out(&mut self, browser: &Browser, host: &str) -> Result<(), Stuck> {
        let page = browser.try_get(&self.at(host, "/account")).await?;
        browser.try_send(&page, "/sign-out", &[]).await.map(drop)
    }

    fn lost(&self, what: &str, page: &Page) {
        self.tally.lost(format!("{} {what}\n{page}\n  {}", self.person.login, self.person.trail()));
    }
}
