//! As much of HTML as is needed to find forms, fields, buttons and links on anybody's page.

use std::collections::BTreeMap;

/// A form on a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) method: String,
    pub(crate) inputs: Vec<Input>,
    pub(crate) buttons: Vec<Button>,
}

/// A field.
#[derive(Debug, Clone, Default)]
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) kind: String,
    pub(crate) autocomplete: String,
    /// Whether it is sent as it stands: not a box that is not ticked.
    pub(crate) on: bool,
}

/// What a form is sent with.
#[derive(Debug, Clone, Default)]
pub(crate) struct Button {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) words: String,
    /// Where it sends the form to, if elsewhere.
    pub(crate) action: Option<String>,
}

/// A link.
#[derive(Debug, Clone, Default)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) words: String,
}

/// A tag, or the text between two.
enum Piece<'t> {
    Tag(&'t str, BTreeMap<String, String>),
    Text(&'t str),
}

/// All forms and links of a page, in their order.
pub(crate) fn read(html: &str) -> (Vec<Form>, Vec<Link>) {
    let mut reading = Reading::default();
    for piece in pieces(html) {
        match piece {
            Piece::Tag(name, attributes) => reading.tag(&name.to_ascii_lowercase(), &attributes),
            Piece::Text(text) => reading.text(text),
        }
    }
    (reading.forms, reading.links)
}

#[derive(Default)]
struct Reading {
    forms: Vec<Form>,
    links: Vec<Link>,
    in_form: bool,
    in_link: bool,
    in_button: bool,
    select: Option<String>,
}

impl Reading {
    fn tag(&mut self, name: &str, attributes: &BTreeMap<String, String>) {
        let get = |name: &str| attributes.get(name).cloned().unwrap_or_default();
        match (name, self.forms.last_mut().filter(|_| self.in_form)) {
            ("form", _) => {
                let method = get("method").to_ascii_lowercase();
                self.forms.push(Form { action: get("action"), method, ..Form::default() });
                self.in_form = true;
            }
            ("/form", _) => self.in_form = false,
            ("a", _) => {
                self.links.push(Link { href: get("href"), words: String::new() });
                self.in_link = true;
            }
            ("/a", _) => self.in_link = false,
            ("/button", _) => self.in_button = false,
            ("button", Some(form)) => {
                let (name, value) = (get("name"), get("value"));
                let action = attributes.get("formaction").cloned();
                form.buttons.push(Button { name, value, words: String::new(), action });
                self.in_button = true;
            }
            ("input", Some(form)) => form.input(attributes),
            ("textarea", Some(form)) => {
                form.inputs.push(Input { name: get("name"), on: true, ..Input::default() });
            }
            ("select", _) => self.select = Some(get("name")),
            ("/select", _) => self.select = None,
            ("option", Some(form)) => {
                let (name, on) =
                    (self.select.clone().unwrap_or_default(), attributes.contains_key("selected"));
                let (value, kind) = (get("value"), "option".to_owned());
                form.inputs.push(Input { name, value, kind, on, ..Input::default() });
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let text = unescaped(text);
        if let Some(link) = self.links.last_mut().filter(|_| self.in_link) {
            link.words.push_str(&text);
        }
        let button =
            self.forms.last_mut().filter(|_| self.in_button).and_then(|form| form.buttons.last_mut());
        if let Some(button) = button {
            button.words.push_str(&text);
        }
    }
}

impl Input {
    /// Whether it is one of several that exclude each other.
    pub(crate) fn is_choice(&self) -> bool {
        matches!(self.kind.as_str(), "option" | "radio")
    }
}

impl Form {
    fn input(&mut self, attributes: &BTreeMap<String, String>) {
        let get = |name: &str| attributes.get(name).cloned().unwrap_or_default();
        let kind = get("type").to_ascii_lowercase();
        let (name, value) = (get("name"), get("value"));
        if matches!(kind.as_str(), "submit" | "image") {
            let action = attributes.get("formaction").cloned();
            self.buttons.push(Button { name, words: value.clone(), value, action });
            return;
        }
        let on = !matches!(kind.as_str(), "checkbox" | "radio") || attributes.contains_key("checked");
        self.inputs.push(Input { name, value, kind, autocomplete: get("autocomplete"), on });
    }

    /// The field for a user name and the one for a password, if it asks for both: by what they are for.
    pub(crate) fn credentials(&self) -> Option<(&Input, &Input)> {
        let asks = |input: &Input, token: &str| input.autocomplete.split(' ').any(|one| one == token);
        let password = self.inputs.iter().find(|input| asks(input, "current-password"));
        let password = password.or_else(|| self.inputs.iter().find(|input| input.kind == "password"))?;
        Some((self.inputs.iter().find(|input| asks(input, "username"))?, password))
    }

    /// What goes out when nothing is changed.
    pub(crate) fn as_it_stands(&self) -> Vec<(String, String)> {
        let sent = self.inputs.iter().filter(|input| input.on && !input.name.is_empty());
        sent.map(|input| (input.name.clone(), input.value.clone())).collect()
    }
}

/// What a reader sees, roughly.
pub(crate) fn text(html: &str) -> String {
    let words: Vec<String> = pieces(html)
        .into_iter()
        .filter_map(|piece| if let Piece::Text(text) = piece { Some(unescaped(text)) } else { None })
        .collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        pieces.push(Piece::Text(text));
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let end = end_of_tag(after);
        let (name, attributes) = tag(&after[..end]);
        rest = after.get(end + 1..).unwrap_or_default();
        // What stands within these is no text and no tag.
        for opaque in ["script", "style"] {
            if name.eq_ignore_ascii_case(opaque) {
                rest = rest.find(&format!("</{opaque}")).map_or("", |at| &rest[at..]);
            }
        }
        pieces.push(Piece::Tag(name, attributes));
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// Where the tag ends: at a `>` outside of quotes.
fn end_of_tag(inside: &str) -> usize {
    let mut quote = None;
    for (at, c) in inside.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    inside.len()
}

fn tag(inside: &str) -> (&str, BTreeMap<String, String>) {
    let inside = inside.trim_end_matches('/');
    let (name, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return (name, attributes);
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let attribute = rest[..end].to_ascii_lowercase();
        let after = rest[end..].trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            attributes.entry(attribute).or_default();
            rest = after;
            continue;
        };
        let quoted = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let (value, after) = match quoted {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        attributes.entry(attribute).or_insert_with(|| unescaped(value));
        rest = after;
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests;
