//! What the catalogues say.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use onedoor_base::Language;
use onedoor_ui::catalogues;

/// A text of a catalogue.
#[derive(Default)]
pub(crate) struct Text {
    /// The names of its variables.
    pub(crate) variables: BTreeSet<String>,
    /// All that it may say, variables left out.
    pub(crate) words: String,
}

/// All texts of a language by their keys. Malformed files and repeated keys fail.
pub(crate) fn texts(language: Language) -> BTreeMap<String, Text> {
    let mut all = BTreeMap::new();
    for catalogue in catalogues().iter().filter(|c| c.language == language) {
        let place = format!("{}/{}.ftl", language.tag(), catalogue.room);
        let resource = fluent_syntax::parser::parse(catalogue.source)
            .unwrap_or_else(|(_, wrong)| panic!("{place} is malformed: {wrong:?}"));
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut text = Text::default();
            let pattern =
                message.value.as_ref().unwrap_or_else(|| panic!("{place}: {} is empty", message.id.name));
            read(pattern, &mut text);
            let repeated = all.insert(message.id.name.to_owned(), text).is_some();
            assert!(!repeated, "{place}: {} stands in another file or twice", message.id.name);
        }
    }
    all
}

fn read(pattern: &Pattern<&str>, text: &mut Text) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.words.push_str(value),
            PatternElement::Placeable { expression } => read_expression(expression, text),
        }
    }
}

fn read_expression(expression: &Expression<&str>, text: &mut Text) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, text),
        Expression::Select { selector, variants } => {
            read_inline(selector, text);
            for variant in variants {
                read(&variant.value, text);
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, text: &mut Text) {
    match inline {
        InlineExpression::VariableReference { id } => {
            text.variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => read_expression(expression, text),
        _ => {}
    }
}
