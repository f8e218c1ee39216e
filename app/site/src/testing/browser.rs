use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use tower::ServiceExt;

use super::Answer;
use crate::{Peer, Site};

/// A browser with its cookies, at one site.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    origin: String,
    /// Name and value of each cookie.
    pub cookies: BTreeMap<String, String>,
    /// Where it comes from.
    pub network: IpAddr,
    /// What it sends with every request: language, its own name.
    pub headers: Vec<(&'static str, String)>,
}

impl Browser {
    /// A browser that has never been there.
    pub fn at(site: &Arc<Site>, router: &Router) -> Self {
        Self {
            router: router.clone(),
            origin: site.settings.origin(),
            cookies: BTreeMap::new(),
            network: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)),
            headers: vec![("user-agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0".to_owned())],
        }
    }

    /// The origin of the site that it is at.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Comes from another address.
    #[must_use]
    pub fn from(mut self, network: [u8; 4]) -> Self {
        self.network = IpAddr::from(network);
        self
    }

    /// Sends this with every request, instead of what it sent under that name.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(n, _)| *n != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, &[]).await
    }

    /// Opens a page and goes on to where it leads, on this site.
    pub async fn visit(&mut self, path: &str) -> Answer {
        let answer = self.get(path).await;
        self.follow(answer).await
    }

    /// Goes on to where an answer leads, as long as that is on this site.
    pub async fn follow(&mut self, mut answer: Answer) -> Answer {
        for _ in 0..10 {
            let Some(next) = answer.location().filter(|to| to.starts_with('/')) else { return answer };
            let next = next.to_owned();
            answer = self.get(&next).await;
        }
        panic!("{} leads on and on", answer.path);
    }

    /// Fills in the form of a page that posts to `action` and sends it, as a browser would.
    #[track_caller]
    pub fn submit(
        &mut self,
        page: &Answer,
        action: &str,
        filled: &[(&str, &str)],
    ) -> impl Future<Output = Answer> {
        let Some(mut fields) = page.form(action) else {
            panic!("{} has no form to {action}:\n{}", page.path, page.body)
        };
        for (name, value) in filled {
            fields.retain(|(n, _)| n != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let origin = self.origin.clone();
        async move { self.post(action, &fields, &[("origin", &origin), ("sec-fetch-site", "same-origin")]).await }
    }

    /// Posts these fields with these headers and nothing else.
    pub async fn post(
        &mut self,
        path: &str,
        fields: &[(String, String)],
        headers: &[(&'static str, &str)],
    ) -> Answer {
        let body = serde_urlencoded::to_string(fields).expect("pairs of strings can be encoded");
        let form = ("application/x-www-form-urlencoded", body.into_bytes());
        self.send(Method::POST, path, Some(form), headers).await
    }

    /// Fills in the form of a page that posts to `action` with a file as its last field, and sends it as a browser
    /// would.
    #[track_caller]
    pub fn send_file(
        &mut self,
        page: &Answer,
        action: &str,
        (field, name, content): (&str, &str, &[u8]),
    ) -> impl Future<Output = Answer> {
        let Some(mut fields) = page.form(action) else {
            panic!("{} has no form to {action}:\n{}", page.path, page.body)
        };
        fields.retain(|(name, _)| name != field);
        let body = multipart(&fields, (field, name, content));
        let origin = self.origin.clone();
        async move { self.post_multipart(action, body, &[("origin", &origin)]).await }
    }

    /// Posts this body, made by [`multipart`], with these headers and nothing else.
    pub async fn post_multipart(
        &mut self,
        path: &str,
        body: Vec<u8>,
        headers: &[(&'static str, &str)],
    ) -> Answer {
        let form = ("multipart/form-data; boundary=----between", body);
        self.send(Method::POST, path, Some(form), headers).await
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        form: Option<(&str, Vec<u8>)>,
        headers: &[(&'static str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        request = request.header(header::HOST, self.origin.split_once("://").map_or("", |(_, host)| host));
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            let line: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            request = request.header(header::COOKIE, line.join("; "));
        }
        let form = form.map(|(kind, body)| {
            request.headers_mut().map(|all| all.insert(header::CONTENT_TYPE, kind.parse().expect("a kind")));
            body
        });
        let request = request.extension(Peer(self.network)).body(Body::from(form.unwrap_or_default()));
        let request = request.expect("the request is well formed");
        let response = self.router.clone().oneshot(request).await.expect("a router always answers");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 4 << 20).await.expect("the body is whole and not huge");
        let body = String::from_utf8(body.to_vec()).unwrap_or_default();
        let answer = Answer { status: parts.status, headers: parts.headers, body, path: path.to_owned() };
        self.keep_cookies(&answer);
        answer
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("cookies are ASCII");
            let mut parts = line.split("; ");
            let (name, value) = parts.next().and_then(|pair| pair.split_once('=')).unwrap_or_default();
            if parts.any(|part| part == "Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Whether a page for signed-in people opens.
    pub async fn is_signed_in(&mut self) -> bool {
        self.get("/account").await.status == StatusCode::OK
    }
}

/// The body of a form with a file (RFC 7578), between whose parts stands `----between`.
pub fn multipart(fields: &[(String, String)], (field, name, content): (&str, &str, &[u8])) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("------between\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "------between\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
         Content-Type: text/csv\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n------between--\r\n");
    body
}
