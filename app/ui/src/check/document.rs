//! A reader of our own markup: strict, so that what it accepts every browser reads the same way.

/// An element with where it stands.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// The place of its parent in [`Document::elements`].
    pub(super) parent: Option<usize>,
    /// The text inside, children's included.
    pub(super) text: String,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// All elements in the order in which they begin.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) elements: Vec<Element>,
}

impl Document {
    pub(super) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |e| e.name == name)
    }

    /// The element's parent, its parent, and so on.
    pub(super) fn ancestors<'a>(&'a self, element: &'a Element) -> impl Iterator<Item = &'a Element> {
        std::iter::successors(element.parent, |place| self.elements[*place].parent)
            .map(|place| &self.elements[place])
    }
}

const VOID: [&str; 8] = ["br", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Reads a document; the first thing that isn't well-formed is the error.
pub(super) fn parse(html: &str) -> Result<Document, String> {
    let mut rest = html.strip_prefix("<!DOCTYPE html>").ok_or("does not begin with <!DOCTYPE html>")?;
    let mut document = Document::default();
    let mut open: Vec<usize> = Vec::new();
    while !rest.is_empty() {
        let Some(inside) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            for place in &open {
                document.elements[*place].text.push_str(&rest[..end]);
            }
            rest = &rest[end..];
            continue;
        };
        let end = inside.find('>').ok_or("a tag does not end")?;
        let tag = &inside[..end];
        rest = &inside[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let closed = open.pop().map(|place| document.elements[place].name.as_str());
            if closed != Some(name) {
                return Err(format!("</{name}> closes {}", closed.unwrap_or("nothing")));
            }
        } else {
            let element = element(tag, open.last().copied())?;
            if !tag.ends_with('/') && !VOID.contains(&element.name.as_str()) {
                open.push(document.elements.len());
            }
            document.elements.push(element);
        }
    }
    match open.pop() {
        Some(place) => Err(format!("<{}> is not closed", document.elements[place].name)),
        None => Ok(document),
    }
}

fn element(tag: &str, parent: Option<usize>) -> Result<Element, String> {
    let tag = tag.trim_end_matches('/');
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end);
        let mut value = "";
        rest = after;
        if let Some(quoted) = after.strip_prefix("=\"") {
            let end = quoted.find('"').ok_or_else(|| format!("{attribute} in <{name}> does not end"))?;
            value = &quoted[..end];
            rest = &quoted[end + 1..];
        }
        if attributes.iter().any(|(n, _)| n == attribute) {
            return Err(format!("<{name}> has {attribute} twice"));
        }
        attributes.push((attribute.to_owned(), value.to_owned()));
    }
    Ok(Element { name: name.to_owned(), attributes, parent, text: String::new() })
}
