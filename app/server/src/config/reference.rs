//! The reference of all settings, made of the declarations and their doc comments.

use std::fmt::Write as _;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::Config;

const INTRODUCTION: &str = "\
# The configuration of a site

`onedoor serve --config FILE` runs one site. The file is [TOML](https://toml.io). `onedoor config check FILE`
says what is wrong with one, with line and column; `onedoor config reference` prints this page, which is made
of the program itself. Relative paths start at the directory of the file. Secrets stand in files or environment
variables of their own, never here: `{ file = \"PATH\" }` or `{ env = \"NAME\" }`.
";

/// The page `docs/CONFIGURATION.md`.
pub fn reference() -> String {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Config>();
    let root = schema.to_value();
    let mut page = Page { definitions: root["$defs"].clone(), text: INTRODUCTION.to_owned() };
    page.section("", false, &root);
    page.text
}

struct Page {
    definitions: Value,
    text: String,
}

/// What a setting takes.
enum Takes {
    /// A text, number, …: as it is written in the table.
    Value(String),
    /// A table of its own.
    Table(Value),
    /// Any number of tables.
    Tables(Value),
    /// Exactly one of several tables.
    OneOf(Vec<(String, Value)>),
}

impl Page {
    /// One table of the file and those below it.
    fn section(&mut self, path: &str, repeated: bool, schema: &Value) {
        let heading = match (path, repeated) {
            ("", _) => "At the top of the file".to_owned(),
            (_, true) => format!("`[[{path}]]`"),
            (_, false) => format!("`[{path}]`"),
        };
        _ = write!(self.text, "\n## {heading}\n\n");
        if let Some(about) = schema["description"].as_str().filter(|_| !path.is_empty()) {
            _ = write!(self.text, "{}\n\n", paragraphs(about));
        }
        self.text.push_str("| setting | value | without it | meaning |\n|---|---|---|---|\n");
        let mut below = Vec::new();
        for (name, setting) in ordered(schema) {
            let takes = self.takes(setting);
            let value = match &takes {
                Takes::Value(value) => value.clone(),
                Takes::Table(_) | Takes::OneOf(_) => "a table, see below".to_owned(),
                Takes::Tables(_) => "tables, see below".to_owned(),
            };
            let meaning = setting["description"].as_str().map(in_a_cell).unwrap_or_default();
            let absent = absent(schema, name, setting, &takes);
            _ = writeln!(self.text, "| `{name}` | {value} | {absent} | {meaning} |");
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            below.push((path, takes));
        }
        for (path, takes) in below {
            match takes {
                Takes::Value(_) => {}
                Takes::Table(schema) => self.section(&path, false, &schema),
                Takes::Tables(schema) => self.section(&path, true, &schema),
                Takes::OneOf(tables) => {
                    for (name, schema) in tables {
                        self.section(&format!("{path}.{name}"), false, &schema);
                    }
                }
            }
        }
    }

    fn takes(&self, setting: &Value) -> Takes {
        let schema = self.resolved(setting);
        if schema["properties"].is_object() {
            return Takes::Table(schema);
        }
        if let Some(ways) = schema["oneOf"].as_array() {
            return self.takes_one_of(ways);
        }
        if schema["type"] == "array" {
            return match self.takes(&schema["items"]) {
                Takes::Value(item) => Takes::Value(format!("list of {item}")),
                Takes::Table(item) | Takes::Tables(item) => Takes::Tables(item),
                Takes::OneOf(_) => Takes::Value("list".to_owned()),
            };
        }
        Takes::Value(Self::value(&schema))
    }

    /// Words, or tables of which exactly one is given.
    fn takes_one_of(&self, ways: &[Value]) -> Takes {
        let words: Vec<_> = ways.iter().filter_map(word).collect();
        if words.len() == ways.len() {
            return Takes::Value(words.join(", "));
        }
        let keyed: Vec<_> = ways
            .iter()
            .filter_map(|way| way["properties"].as_object()?.iter().next())
            .map(|(name, inner)| (name.clone(), self.resolved(inner)))
            .collect();
        if keyed.iter().all(|(_, inner)| inner["properties"].is_object()) {
            return Takes::OneOf(keyed);
        }
        let ways: Vec<_> = keyed.iter().map(|(name, _)| format!("`{{ {name} = \"…\" }}`")).collect();
        Takes::Value(ways.join(" or "))
    }

    fn value(schema: &Value) -> String {
        if let Some(words) = schema["enum"].as_array() {
            let words: Vec<_> = words.iter().filter_map(Value::as_str).map(|w| format!("`{w}`")).collect();
            return words.join(", ");
        }
        match type_name(schema) {
            "string" => schema["format"].as_str().unwrap_or("text").to_owned(),
            "boolean" => "`true`, `false`".to_owned(),
            "integer" => range(schema),
            "object" => "a table".to_owned(),
            other => other.to_owned(),
        }
    }

    /// Follows a reference, and looks through "this or nothing".
    fn resolved(&self, schema: &Value) -> Value {
        if let Some(name) = schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")) {
            return self.definitions[name].clone();
        }
        let given =
            |ways: &Value| ways.as_array().and_then(|w| w.iter().find(|w| w["type"] != "null").cloned());
        match given(&schema["anyOf"]) {
            Some(way) => self.resolved(&way),
            None => schema.clone(),
        }
    }
}

/// The settings that must be given first, then by name.
fn ordered(schema: &Value) -> Vec<(&String, &Value)> {
    let mut settings: Vec<_> = schema["properties"].as_object().into_iter().flatten().collect();
    settings.sort_by_key(|(name, _)| (!is_required(schema, name), (*name).clone()));
    settings
}

fn is_required(schema: &Value, name: &str) -> bool {
    schema["required"].as_array().is_some_and(|all| all.iter().any(|n| n == name))
}

fn absent(schema: &Value, name: &str, setting: &Value, takes: &Takes) -> String {
    if is_required(schema, name) {
        return "**required**".to_owned();
    }
    match (&setting["default"], takes) {
        (Value::Null, _) => "–".to_owned(),
        (Value::Object(values), _) if values.is_empty() => "–".to_owned(),
        (Value::Object(_), _) => "the values below".to_owned(),
        (Value::Array(items), _) if items.is_empty() => "none".to_owned(),
        (Value::String(word), _) => format!("`{word}`"),
        (default, _) => format!("`{default}`"),
    }
}

fn word(way: &Value) -> Option<String> {
    let word = way["const"].as_str()?;
    Some(match way["description"].as_str() {
        Some(meaning) => format!("`{word}` ({})", in_a_cell(meaning).trim_end_matches('.')),
        None => format!("`{word}`"),
    })
}

fn type_name(schema: &Value) -> &str {
    let of_list = || schema["type"].as_array()?.iter().filter_map(Value::as_str).find(|t| *t != "null");
    schema["type"].as_str().or_else(of_list).unwrap_or("value")
}

fn range(schema: &Value) -> String {
    match (schema["minimum"].as_i64(), schema["maximum"].as_i64()) {
        (Some(least), Some(most)) => format!("whole number from {least} to {most}"),
        (Some(least), None) => format!("whole number from {least}"),
        _ => "whole number".to_owned(),
    }
}

fn paragraphs(text: &str) -> String {
    text.split("\n\n").map(|p| p.replace('\n', " ")).collect::<Vec<_>>().join("\n\n")
}

fn in_a_cell(text: &str) -> String {
    text.replace('\n', " ").replace('|', "\\|")
}
