//! What we ask of every document, one rule a function.

use std::collections::BTreeSet;

use super::document::{Document, Element};

type Rule = fn(&Document, &mut Vec<String>);

const RULES: [Rule; 11] = [
    has_one_of_each,
    headings_in_order,
    ids_are_unique,
    references_lead_somewhere,
    fields_have_labels,
    addresses_are_not_empty,
    links_and_buttons_have_names,
    forms_carry_the_token,
    nothing_inline,
    no_blocks_in_paragraphs,
    nothing_to_press_inside_another,
];

pub(super) fn judge(document: &Document) -> Vec<String> {
    let mut complaints = Vec::new();
    for rule in RULES {
        rule(document, &mut complaints);
    }
    complaints
}

fn has_one_of_each(document: &Document, complaints: &mut Vec<String>) {
    for name in ["html", "head", "title", "body", "main", "h1"] {
        match document.named(name).count() {
            1 => {}
            n => complaints.push(format!("has {n} <{name}>")),
        }
    }
    if document.named("html").any(|e| e.attribute("lang").is_none_or(str::is_empty)) {
        complaints.push("doesn't say its language".to_owned());
    }
    for title in document.named("title").chain(document.named("h1")).filter(|e| e.text.trim().is_empty()) {
        complaints.push(format!("<{}> is empty", title.name));
    }
}

fn headings_in_order(document: &Document, complaints: &mut Vec<String>) {
    let mut last = 1;
    let in_main = |e: &&Element| document.ancestors(e).any(|a| a.name == "main");
    for heading in document.elements.iter().filter(in_main) {
        let Some(level) = heading.name.strip_prefix('h').and_then(|n| n.parse::<u8>().ok()) else { continue };
        if level > last + 1 {
            complaints.push(format!("<h{level}> follows <h{last}>"));
        }
        last = level;
    }
}

fn ids_are_unique(document: &Document, complaints: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for id in document.elements.iter().filter_map(|e| e.attribute("id")) {
        if id.is_empty() || id.contains(' ') {
            complaints.push(format!("“{id}” is no id"));
        }
        if !seen.insert(id) {
            complaints.push(format!("id {id} stands twice"));
        }
    }
}

fn references_lead_somewhere(document: &Document, complaints: &mut Vec<String>) {
    let ids: BTreeSet<_> = document.elements.iter().filter_map(|e| e.attribute("id")).collect();
    for element in &document.elements {
        for attribute in ["for", "form", "aria-describedby", "aria-labelledby", "aria-controls"] {
            for id in element.attribute(attribute).unwrap_or_default().split(' ').filter(|id| !id.is_empty())
            {
                if !ids.contains(id) {
                    complaints
                        .push(format!("{attribute} of <{}> names {id}, which isn't there", element.name));
                }
            }
        }
        if let Some(id) = element.attribute("href").and_then(|href| href.strip_prefix('#'))
            && !ids.contains(id)
        {
            complaints.push(format!("link to #{id}, which isn't there"));
        }
    }
}

fn fields_have_labels(document: &Document, complaints: &mut Vec<String>) {
    let labelled: BTreeSet<_> = document
        .named("label")
        .filter(|l| !l.text.trim().is_empty())
        .filter_map(|l| l.attribute("for"))
        .collect();
    for field in &document.elements {
        let visible = match field.name.as_str() {
            "input" => !matches!(field.attribute("type"), Some("hidden" | "submit")),
            "select" | "textarea" => true,
            _ => false,
        };
        if visible && field.attribute("id").is_none_or(|id| !labelled.contains(id)) {
            complaints.push(format!("field {:?} has no label", field.attribute("name")));
        }
    }
}

fn addresses_are_not_empty(document: &Document, complaints: &mut Vec<String>) {
    for element in &document.elements {
        for attribute in ["href", "src", "action"] {
            if element
                .attribute(attribute)
                .is_some_and(|v| v.trim().is_empty() || v.starts_with("javascript:"))
            {
                complaints.push(format!("<{}> has no {attribute}: “{}”", element.name, element.text));
            }
        }
    }
    for link in document.named("a").filter(|a| a.attribute("href").is_none()) {
        complaints.push(format!("link “{}” leads nowhere", link.text));
    }
}

fn links_and_buttons_have_names(document: &Document, complaints: &mut Vec<String>) {
    for element in document.elements.iter().filter(|e| matches!(e.name.as_str(), "a" | "button" | "summary"))
    {
        if element.text.trim().is_empty() && element.attribute("aria-label").is_none() {
            complaints.push(format!("<{}> has no text: {:?}", element.name, element.attributes));
        }
    }
    for button in document.named("button").filter(|b| b.attribute("type").is_none()) {
        complaints.push(format!("button “{}” has no type", button.text));
    }
    for image in document.named("img").filter(|i| i.attribute("alt").is_none()) {
        complaints.push(format!("image {:?} has no alt", image.attribute("src")));
    }
}

fn forms_carry_the_token(document: &Document, complaints: &mut Vec<String>) {
    for form in document.named("form") {
        let tokens = document
            .named("input")
            .filter(|i| i.attribute("name") == Some("csrf"))
            .filter(|i| document.ancestors(i).any(|a| std::ptr::eq(a, form)))
            .count();
        // A form to another site would give our token away.
        let ours = form.attribute("action").is_some_and(|action| action.starts_with('/'));
        let expected = usize::from(ours && form.attribute("method") == Some("post"));
        if tokens != expected {
            complaints.push(format!("form to {:?} carries {tokens} tokens", form.attribute("action")));
        }
    }
}

fn nothing_inline(document: &Document, complaints: &mut Vec<String>) {
    for element in &document.elements {
        let inline = |name: &str| name == "style" || name.starts_with("on");
        if let Some((name, _)) = element.attributes.iter().find(|(n, _)| inline(n)) {
            complaints.push(format!("<{}> has inline {name}", element.name));
        }
        if element.name == "style" || (element.name == "script" && element.attribute("src").is_none()) {
            complaints.push(format!("inline <{}>", element.name));
        }
    }
}

fn no_blocks_in_paragraphs(document: &Document, complaints: &mut Vec<String>) {
    const BLOCKS: [&str; 16] = [
        "p", "div", "ul", "ol", "dl", "h1", "h2", "h3", "form", "table", "section", "nav", "fieldset",
        "details", "header", "footer",
    ];
    for element in document.elements.iter().filter(|e| BLOCKS.contains(&e.name.as_str())) {
        let inside = |a: &Element| matches!(a.name.as_str(), "p" | "h1" | "h2" | "h3" | "label" | "span");
        if let Some(outer) = document.ancestors(element).find(|a| inside(a)) {
            complaints.push(format!("<{}> stands inside <{}>", element.name, outer.name));
        }
    }
}

fn nothing_to_press_inside_another(document: &Document, complaints: &mut Vec<String>) {
    for element in document.elements.iter().filter(|e| matches!(e.name.as_str(), "a" | "button" | "form")) {
        let same_kind = |a: &Element| match element.name.as_str() {
            "form" => a.name == "form",
            _ => matches!(a.name.as_str(), "a" | "button" | "summary"),
        };
        if document.ancestors(element).any(same_kind) {
            complaints.push(format!("<{}> “{}” stands inside another", element.name, element.text));
        }
    }
}
