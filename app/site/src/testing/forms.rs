//! Reads our own pages as a browser would, as far as filling in forms needs it.

/// The fields of the form that posts to `action`: hidden ones, typed ones, checked boxes, chosen
/// options. Buttons send nothing.
pub(super) fn fields(html: &str, action: &str) -> Option<Vec<(String, String)>> {
    let form = html.split("<form").skip(1).find(|form| {
        let tag = form.split_once('>').map_or("", |(tag, _)| tag);
        attribute(tag, "action").as_deref() == Some(action)
    })?;
    let form = form.split_once("</form>").map_or(form, |(inner, _)| inner);
    let mut fields = Vec::new();
    let mut select = None;
    for piece in form.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else { continue };
        let (kind, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        match kind {
            "input" => fields.extend(input(attributes)),
            "textarea" => fields.extend(attribute(attributes, "name").map(|name| (name, unescape(text)))),
            "select" => select = attribute(attributes, "name"),
            "option" if has(attributes, "selected") => {
                let value = attribute(attributes, "value").unwrap_or_default();
                fields.extend(select.clone().map(|name| (name, value)));
            }
            _ => {}
        }
    }
    Some(fields)
}

fn input(attributes: &str) -> Option<(String, String)> {
    let kind = attribute(attributes, "type").unwrap_or_default();
    if matches!(kind.as_str(), "checkbox" | "radio") && !has(attributes, "checked") {
        return None;
    }
    Some((attribute(attributes, "name")?, attribute(attributes, "value").unwrap_or_default()))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\"")).or_else(|| {
        let rest = tag.strip_prefix(&format!("{name}=\""))?;
        Some(("", rest))
    })?;
    rest.split_once('"').map(|(value, _)| unescape(value))
}

fn has(tag: &str, name: &str) -> bool {
    tag.split(' ').any(|word| word == name)
}

/// The text behind the four escapes that our pages use.
pub(super) fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
