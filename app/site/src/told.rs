//! What an address says has happened is believed only if we have just sent this browser there: anybody can write a
//! link to `/account?done=password`, and nobody shall be told that their password was changed when it was not.

use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use onedoor_base::Digest;

use crate::cookies::Cookie;
use crate::{Site, see_other};

/// The names of the parts of a query that say what has happened. No page uses them for anything else.
const NEWS: [&str; 7] = ["notice", "done", "told", "ended", "made", "waits", "sent"];

/// Sends a browser to a page that says what has happened, once.
pub(crate) fn sends(site: &Site, browser: Digest, target: &str) -> Response {
    let mut response = see_other(target);
    let cookie = Cookie::Told.set(&site.settings, &mark(site, browser, target));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// The address as far as it is to be believed, and whether it said what has happened and was.
pub(crate) fn believed(site: &Site, browser: Digest, headers: &HeaderMap, uri: &Uri) -> (Uri, bool) {
    let Some(query) = uri.query().filter(|query| query.split('&').any(is_news)) else {
        return (uri.clone(), false);
    };
    let address = uri.path_and_query().map_or("/", |address| address.as_str());
    let sent = Cookie::Told.read(&site.settings, headers);
    if sent.is_some_and(|sent| sent == mark(site, browser, address)) {
        return (uri.clone(), true);
    }
    let rest: Vec<&str> = query.split('&').filter(|pair| !is_news(pair)).collect();
    let rest = if rest.is_empty() { String::new() } else { format!("?{}", rest.join("&")) };
    (format!("{}{rest}", uri.path()).parse().unwrap_or_else(|_| Uri::from_static("/")), false)
}

/// The line that takes the mark away, once a page has said it.
pub(crate) fn over(site: &Site) -> HeaderValue {
    Cookie::Told.clear(&site.settings)
}

fn is_news(pair: &str) -> bool {
    // A name can be written with escapes, and pages would read it all the same.
    let name = pair.split('=').next().unwrap_or_default();
    let name = url::form_urlencoded::parse(name.as_bytes()).next().map(|(name, _)| name.into_owned());
    name.is_some_and(|name| NEWS.contains(&name.as_str()))
}

fn mark(site: &Site, browser: Digest, target: &str) -> String {
    site.keyed(&format!("told {target}"), &browser.0)
}
