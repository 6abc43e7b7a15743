//! The part `[[ledgers]]` that is proposed, and what is left to a person, as text for `inventory.toml`.

use std::collections::BTreeMap;

/// What could not be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// What it is about: `site`.
    pub what: String,
    /// Why it is open.
    pub why: String,
    /// The ways to decide it: options of the command, as they are typed.
    pub ways: Vec<String>,
}

/// A part `[[ledgers]]`.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The file, from the folder of the inventory.
    pub file: String,
    /// Keys with their values as TOML, and why they are proposed; a reason may be empty.
    pub keys: Vec<(&'static str, String, String)>,
    /// Columns by their headers, with the names of fields.
    pub columns: Vec<(String, &'static str)>,
    /// Columns of months by their headers, with their periods.
    pub months: Vec<(String, String)>,
    /// Fields that are the same for all rows, and why they are proposed.
    pub constants: BTreeMap<&'static str, (String, String)>,
    /// What words of the file stand for, by fields.
    pub values: BTreeMap<&'static str, Vec<(String, String)>>,
    /// Columns that nobody reads.
    pub ignore: Vec<String>,
    /// What could not be decided.
    pub open: Vec<Open>,
    /// What a person should know or check.
    pub notes: Vec<String>,
}

impl Block {
    /// Adds a key.
    pub fn key(&mut self, key: &'static str, value: String, why: impl Into<String>) {
        self.keys.push((key, value, why.into()));
    }

    /// Leaves something to a person.
    pub fn leave(&mut self, what: impl Into<String>, why: impl Into<String>, ways: Vec<String>) {
        self.open.push(Open { what: what.into(), why: why.into(), ways });
    }

    /// Whether a field has a column, a constant, or columns of months.
    pub fn has(&self, field: &str) -> bool {
        let by_month = !self.months.is_empty() && ["quantity", "period"].contains(&field);
        by_month || self.columns.iter().any(|(_, own)| *own == field) || self.constants.contains_key(field)
    }

    /// The header of the column of a field.
    pub fn column_of(&self, field: &str) -> Option<&str> {
        self.columns.iter().find(|(_, own)| *own == field).map(|(header, _)| header.as_str())
    }

    /// As it stands in `inventory.toml`.
    pub fn toml(&self) -> String {
        let mut lines = vec!["[[ledgers]]".to_string(), format!("file = {}", quoted(&self.file))];
        lines.extend(self.keys.iter().map(|(key, value, why)| with_reason(format!("{key} = {value}"), why)));
        if !self.ignore.is_empty() {
            lines.push(format!("ignore = {}", list(&self.ignore)));
        }
        let mut table = |name: String, rows: Vec<String>| {
            if !rows.is_empty() {
                lines.push(String::new());
                lines.push(format!("[ledgers.{name}]"));
                lines.extend(rows);
            }
        };
        let pairs = |pairs: &[(String, String)]| pairs.iter().map(|(key, value)| format!("{} = {}", quoted(key), quoted(value))).collect();
        let columns = self.columns.iter().map(|(header, field)| format!("{} = {}", quoted(header), quoted(field)));
        table("columns".into(), columns.collect());
        table("months".into(), pairs(&self.months));
        let constants = self.constants.iter().map(|(field, (text, why))| with_reason(format!("{field} = {}", quoted(text)), why));
        table("constants".into(), constants.collect());
        for (field, words) in &self.values {
            table(format!("values.{field}"), pairs(words));
        }
        lines.join("\n") + "\n"
    }
}

fn with_reason(line: String, why: &str) -> String {
    if why.is_empty() { line } else { format!("{line}  # {}", one_line(why)) }
}

/// A text of a file in a comment: what would end the comment is a space.
fn one_line(text: &str) -> String {
    text.chars().map(|each| if each.is_control() { ' ' } else { each }).collect()
}

/// A text in the quotes of TOML.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for each in text.chars() {
        match each {
            '"' | '\\' => quoted.extend(['\\', each]),
            '\t' => quoted.push_str("\\t"),
            each if each.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(each))),
            each => quoted.push(each),
        }
    }
    quoted + "\""
}

/// A list of texts.
pub fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// An option of the command that says something, as it is typed: in quotes where a shell needs them.
pub fn option(name: &str, said: &str) -> String {
    let plain = |each: char| each.is_alphanumeric() || "-_./=:,%".contains(each);
    if said.chars().all(plain) {
        return format!("--{name} {said}");
    }
    if said.contains('"') || said.contains('$') || said.contains('`') || said.contains('\\') {
        return format!("--{name} '{}'", said.replace('\'', "'\\''"));
    }
    format!("--{name} \"{said}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_comes_back_from_toml(text in any::<String>()) {
            let toml = format!("{} = {}", quoted(&text), quoted(&text));
            let read = toml::de::DeTable::parse(&toml).unwrap().into_inner();
            let value = read.get(text.as_str()).and_then(|value| value.get_ref().as_str());
            prop_assert_eq!(value, Some(text.as_str()));
        }
    }

    #[test]
    fn options_are_typed_as_a_shell_reads_them() {
        assert_eq!(option("set", "site=office"), "--set site=office");
        assert_eq!(option("set", "unit=short ton"), "--set \"unit=short ton\"");
        assert_eq!(option("column", "a \"b\"=note"), "--column 'a \"b\"=note'");
    }
}
