use crate::dialect::Dialect;

/// The statements of a script as the engine takes them: comments and empty ones left out.
pub(crate) fn translated(dialect: Dialect, script: &str) -> Vec<String> {
    statements(script).iter().map(|statement| translate(dialect, statement)).collect()
}

/// Splits at semicolons, outside of quotes and comments.
fn statements(script: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut quoted = false;
    let mut rest = script.chars().peekable();
    while let Some(c) = rest.next() {
        let current = found.last_mut().expect("it starts with one and only grows");
        quoted ^= c == '\'';
        match c {
            '-' if !quoted && rest.peek() == Some(&'-') => {
                while rest.next().is_some_and(|c| c != '\n') {}
                current.push('\n');
            }
            ';' if !quoted => found.push(String::new()),
            _ => current.push(c),
        }
    }
    found.into_iter().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect()
}

/// Types only where types are declared: elsewhere the same word may be part of an expression.
fn translate(dialect: Dialect, statement: &str) -> String {
    let declares = statement.starts_with("CREATE TABLE") || statement.starts_with("ALTER TABLE");
    let mut out = String::with_capacity(statement.len() + 32);
    let mut rest = statement;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\'' => quoted_length(rest),
            'x' if rest[1..].starts_with('\'') => {
                let length = 1 + quoted_length(&rest[1..]);
                out.push_str(&dialect.bytes_literal(&rest[2..length - 1]));
                rest = &rest[length..];
                continue;
            }
            c if c.is_ascii_alphabetic() || c == '_' => {
                rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        out.push_str(if declares { dialect.type_name(word) } else { word });
        rest = after;
    }
    if statement.starts_with("CREATE TABLE") {
        out.push_str(dialect.table_suffix());
    }
    out
}

/// The length of the quoted text at the beginning; a quote inside is written twice and so makes two.
fn quoted_length(text: &str) -> usize {
    text[1..].find('\'').map_or(text.len(), |end| end + 2)
}

#[cfg(test)]
mod tests;
