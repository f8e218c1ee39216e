//! A browser of the simplest kind: keeps cookies, fills in forms, follows redirects.

use std::collections::BTreeMap;

use crate::load::{Answer, Connection};

/// One browser at one site.
pub(crate) struct Browser {
    pub(crate) connection: Connection,
    cookies: BTreeMap<String, String>,
    /// The address that it claims to come from; the site believes its proxy.
    pub(crate) network: String,
    origin: String,
}

impl Browser {
    pub(crate) fn new(connection: Connection, origin: &str, network: String) -> Self {
        Self { connection, cookies: BTreeMap::new(), network, origin: origin.to_owned() }
    }

    /// The `Cookie` header.
    pub(crate) fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Throws a cookie away, if there is one.
    pub(crate) fn forget(&mut self, name: &str) -> bool {
        self.cookies.remove(name).is_some()
    }

    /// Fetches a page, without following.
    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Fills in the form on `page` that posts to `action`, and sends it.
    pub(crate) fn submit(&mut self, page: &Answer, action: &str, fields: &[(&str, &str)]) -> Answer {
        let html = String::from_utf8_lossy(&page.body).into_owned();
        let mut form = hidden(&html, action);
        form.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        self.ask("POST", action, &body)
    }

    /// Follows redirects within the site to a page.
    pub(crate) fn follow(&mut self, mut answer: Answer) -> Answer {
        while (300..400).contains(&answer.status) {
            let to = answer.header("location").unwrap_or("/").to_owned();
            answer = self.get(to.strip_prefix(&self.origin.clone()).unwrap_or(&to));
        }
        answer
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> Answer {
        let cookie = self.cookie();
        let mut headers = vec![("X-Forwarded-For", self.network.as_str()), ("Accept-Language", "en")];
        if !cookie.is_empty() {
            headers.push(("Cookie", &cookie));
        }
        if method == "POST" {
            headers.push(("Origin", &self.origin));
        }
        let answer = self.connection.ask(method, path, &headers, body).expect("the site answers");
        let set: Vec<(String, String)> = answer
            .cookies()
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        self.cookies.extend(set);
        answer
    }
}

/// The hidden fields of the form that posts to `action`.
pub(crate) fn hidden(html: &str, action: &str) -> Vec<(String, String)> {
    let plain = action.split('?').next().unwrap_or(action);
    let form = html
        .split("<form ")
        .skip(1)
        .map(|form| form.split("</form>").next().unwrap_or_default())
        .find(|form| attribute(form, "action").is_some_and(|a| a.split('?').next() == Some(plain)));
    form.unwrap_or_default()
        .split("<input ")
        .skip(1)
        .filter(|input| attribute(input, "type").as_deref() == Some("hidden"))
        .filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value")?)))
        .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next()?;
    let rest = tag.split(&format!("{name}=\"")).nth(1)?;
    Some(rest.split('"').next()?.replace("&amp;", "&").replace("&quot;", "\""))
}
