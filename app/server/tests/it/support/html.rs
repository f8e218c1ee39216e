//! As much of HTML as our own pages write.

use std::collections::BTreeMap;

/// A form on a page.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) method: String,
    /// Names and values as they stand, without buttons.
    pub(crate) fields: Vec<(String, String)>,
    /// Names and values of its buttons.
    pub(crate) buttons: Vec<(String, String)>,
}

/// An opening or closing tag.
struct Tag<'t> {
    name: &'t str,
    attributes: BTreeMap<&'t str, String>,
}

/// All forms of a page, in their order.
pub(crate) fn forms(html: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut open = false;
    let mut select: Option<String> = None;
    for tag in tags(html) {
        let get = |name: &str| tag.attributes.get(name).cloned();
        let value = || get("value").unwrap_or_default();
        match (tag.name, forms.last_mut().filter(|_| open)) {
            ("form", _) => {
                let action = get("action").unwrap_or_default();
                let method = get("method").unwrap_or("get".to_owned());
                forms.push(Form { action, method, fields: Vec::new(), buttons: Vec::new() });
                open = true;
            }
            ("/form", _) => open = false,
            ("input", Some(form)) => {
                let kind = get("type").unwrap_or_default();
                let off = matches!(kind.as_str(), "checkbox" | "radio") && get("checked").is_none();
                if let Some(name) = get("name").filter(|_| !off) {
                    form.fields.push((name, value()));
                }
            }
            ("textarea", Some(form)) => form.fields.extend(get("name").map(|name| (name, String::new()))),
            ("select", Some(_)) => select = get("name"),
            ("/select", _) => select = None,
            ("option", Some(form)) if get("selected").is_some() => {
                form.fields.extend(select.clone().map(|name| (name, value())));
            }
            ("button", Some(form)) => form.buttons.extend(get("name").map(|name| (name, value()))),
            _ => {}
        }
    }
    forms
}

/// Where the links of a page lead, as they stand.
pub(crate) fn links(html: &str) -> Vec<String> {
    tags(html)
        .iter()
        .filter(|tag| tag.name == "a")
        .filter_map(|tag| tag.attributes.get("href").cloned())
        .collect()
}

/// What a reader sees, roughly.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html.split_once("<body").map_or(html, |(_, body)| body);
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    unescape(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tags(html: &str) -> Vec<Tag<'_>> {
    html.split('<')
        .skip(1)
        .map(|piece| tag(piece.split_once('>').map_or(piece, |(inside, _)| inside)))
        .collect()
}

fn tag(inside: &str) -> Tag<'_> {
    let (name, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let mut attributes = BTreeMap::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end);
        if let Some((value, after)) = after.strip_prefix("=\"").and_then(|after| after.split_once('"')) {
            attributes.insert(attribute, unescape(value));
            rest = after;
        } else {
            attributes.insert(attribute, String::new());
            rest = after.trim_start_matches('=');
        }
    }
    Tag { name, attributes }
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
