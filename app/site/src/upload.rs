//! Forms with a file (RFC 7578), read as they come: what is kept of the file, and how much, the route decides.

#[cfg(test)]
mod tests;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, header};
use bytes::{Buf, BytesMut};
use futures_util::StreamExt;
use onedoor_ui::ErrorKind;

use crate::posted::{Proof, carries_proof, own};
use crate::{Patience, Refused, Visit};

/// More than the head of a part and a field before the file need.
const MOST_BEFORE: usize = 4 * 1024;
/// The longest boundary (RFC 2046 section 5.1.1).
const LONGEST_BOUNDARY: usize = 70;
/// The most that is kept of a file's name, in characters.
const LONGEST_NAME: usize = 200;

/// A form with a file. Nothing of it is read before [`Upload::open`], so that a route can first look who sends it.
pub struct Upload {
    visit: Visit,
    headers: HeaderMap,
    parts: Parts,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        let (mut head, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut head, state).await?;
        own(&visit, &head.headers)?;
        let boundary = boundary(&head.headers).ok_or_else(|| bad("not a form with a file"))?;
        let patience = head.extensions.get::<Patience>().cloned().unwrap_or_default();
        Ok(Self { visit, parts: Parts::of(body, &boundary, patience), headers: head.headers })
    }
}

impl Upload {
    /// Goes on to the file of the field `name`; refuses a form that did not come from a page of ours in this browser
    /// and session. Its proof stands before the file.
    pub async fn open(mut self, name: &str) -> Result<UploadedFile, Refused> {
        let mut proof = Proof::default();
        while let Some(part) = self.parts.part().await? {
            match part.file_name {
                Some(file_name) if part.name == name => {
                    carries_proof(&self.visit, &self.headers, &proof)?;
                    return Ok(UploadedFile { name: plain(&file_name), parts: self.parts, over: false });
                }
                Some(_) => return Err(bad("another file than the one that was asked for")),
                None => {
                    let text = self.parts.text().await?;
                    if part.name == "csrf" {
                        proof.csrf = text;
                    }
                }
            }
        }
        carries_proof(&self.visit, &self.headers, &proof)?;
        Err(bad("a form without its file"))
    }
}

/// The file of a form, as it comes.
pub struct UploadedFile {
    name: String,
    parts: Parts,
    over: bool,
}

impl UploadedFile {
    /// What the browser calls it; at most 200 characters, none of them invisible.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The next bytes; nothing at its end. A form that breaks off is refused.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Refused> {
        if self.over {
            return Ok(None);
        }
        let piece = self.parts.piece().await?;
        self.over = piece.is_none();
        Ok(piece)
    }

    /// Lets the rest go by, at most so many bytes: a browser that is answered before it has sent everything shows an
    /// error of its own instead of our answer.
    pub async fn let_go_by(mut self, most: u64) -> Result<(), Refused> {
        let mut gone = 0;
        while let Some(piece) = self.next().await? {
            gone += piece.len() as u64;
            if gone > most {
                break;
            }
        }
        Ok(())
    }
}

/// The head of a part.
struct Part {
    name: String,
    file_name: Option<String>,
}

/// The parts of a body, one after the other.
struct Parts {
    body: BodyDataStream,
    held: BytesMut,
    delimiter: Vec<u8>,
    patience: Patience,
}

impl Parts {
    fn of(body: Body, boundary: &str, patience: Patience) -> Self {
        // The first boundary has no line before it: with one, all are found alike.
        let held = BytesMut::from(&b"\r\n"[..]);
        Self {
            body: body.into_data_stream(),
            held,
            delimiter: format!("\r\n--{boundary}").into_bytes(),
            patience,
        }
    }

    async fn fill(&mut self) -> Result<(), Refused> {
        match self.body.next().await {
            Some(Ok(more)) => {
                self.patience.took(more.len());
                self.held.extend_from_slice(&more);
                Ok(())
            }
            Some(Err(error)) => Err(bad(error)),
            None => Err(bad("a form that breaks off")),
        }
    }

    /// What is left of the part where we stand.
    async fn piece(&mut self) -> Result<Option<Bytes>, Refused> {
        loop {
            match find(&self.held, &self.delimiter) {
                Some(0) => return Ok(None),
                Some(at) => return Ok(Some(self.held.split_to(at).freeze())),
                None => {}
            }
            // The end of what is held may be the beginning of a boundary.
            let sure = (self.held.len() + 1).saturating_sub(self.delimiter.len());
            if sure > 0 {
                return Ok(Some(self.held.split_to(sure).freeze()));
            }
            self.fill().await?;
        }
    }

    /// All that is left of it, as text.
    async fn text(&mut self) -> Result<String, Refused> {
        let mut text = Vec::new();
        while let Some(piece) = self.piece().await? {
            if text.len() + piece.len() > MOST_BEFORE {
                return Err(bad("a field beyond the limit"));
            }
            text.extend_from_slice(&piece);
        }
        String::from_utf8(text).map_err(bad)
    }

    /// The head of the next part; nothing after the last.
    async fn part(&mut self) -> Result<Option<Part>, Refused> {
        while self.piece().await?.is_some() {}
        while self.held.len() < self.delimiter.len() + 2 {
            self.fill().await?;
        }
        self.held.advance(self.delimiter.len());
        if self.held.starts_with(b"--") {
            return Ok(None);
        }
        let end = loop {
            match find(&self.held, b"\r\n\r\n") {
                Some(end) => break end,
                None if self.held.len() > MOST_BEFORE => {
                    return Err(bad("the head of a part beyond the limit"));
                }
                None => self.fill().await?,
            }
        };
        let head = self.held.split_to(end);
        self.held.advance(4);
        let head = std::str::from_utf8(&head).map_err(bad)?;
        let part = head.split("\r\n").find_map(described).ok_or_else(|| bad("a part without a name"))?;
        Ok(Some(part))
    }
}

/// `Content-Disposition: form-data; name="file"; filename="a.csv"`.
fn described(line: &str) -> Option<Part> {
    let (field, value) = line.split_once(':')?;
    if !field.trim().eq_ignore_ascii_case("content-disposition") {
        return None;
    }
    // Quotes inside are written %22 (HTML, multipart/form-data encoding algorithm).
    let parameter = |name: &str| {
        let (_, rest) = value.split_once(&format!("; {name}=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    };
    Some(Part { name: parameter("name")?, file_name: parameter("filename") })
}

fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let (kind, parameters) = kind.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = parameters.split(';').find_map(|one| {
        let (name, value) = one.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    })?;
    let fits = (1..=LONGEST_BOUNDARY).contains(&boundary.len());
    fits.then(|| boundary.to_owned())
}

/// The name of a file as it can be shown.
fn plain(name: &str) -> String {
    name.replace("%22", "\"").chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect()
}

/// Where one stands in the other.
fn find(held: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = held[from..].iter().position(|byte| *byte == wanted[0]).map(|at| from + at) {
        if held[at..].starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn bad(why: impl std::fmt::Display) -> Refused {
    Refused::kind(ErrorKind::BadRequest).because(why)
}
