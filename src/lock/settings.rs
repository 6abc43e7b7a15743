//! What the small files of an inventory say, value by value, so that a change in one of them can be named: `choices.gwp`.
//!
//! A manifest gives its keys, a register of instruments its cells by the id of the row. Ledgers are pinned line by line in the trace, other
//! files by their fingerprint alone.

use crate::delimited::Delimited;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Values by their names.
pub type Settings = BTreeMap<String, String>;

/// The values of a TOML file, by the path of their keys; texts without their quotes. Empty when it cannot be read.
pub fn of_toml(text: &str) -> Settings {
    let mut settings = Settings::new();
    if let Ok(table) = DeTable::parse(text) {
        add_table(&mut settings, "", table.get_ref(), text);
    }
    settings
}

fn add_table(settings: &mut Settings, path: &str, table: &DeTable<'_>, text: &str) {
    for (key, value) in table {
        let key = key.get_ref();
        let name = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
        add_value(settings, &name, value, text);
    }
}

fn add_value(settings: &mut Settings, name: &str, value: &Spanned<DeValue<'_>>, text: &str) {
    match value.get_ref() {
        DeValue::Table(table) => add_table(settings, name, table, text),
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                add_value(settings, &format!("{name}[{}]", index + 1), item, text);
            }
        }
        DeValue::String(written) => _ = settings.insert(name.to_string(), written.to_string()),
        _ => _ = settings.insert(name.to_string(), text.get(value.span()).unwrap_or_default().to_string()),
    }
}

/// The filled cells of a register, as `<id>.<column>`; the id is what stands in the first column.
pub fn of_register(file: &str, bytes: &[u8]) -> Settings {
    let mut settings = Settings::new();
    let Ok(sheet) = Delimited::read(file, bytes) else { return settings };
    for row in &sheet.rows {
        for (index, column) in sheet.header.iter().enumerate().skip(1).filter(|(index, _)| !row.cell(*index).is_empty()) {
            settings.insert(format!("{}.{column}", row.cell(0)), row.cell(index).to_string());
        }
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_name() {
        let settings = of_toml("a = 1.50\n[b]\nc = [\"x\", \"y\"]\n[[d]]\ne = 2025-01-01\n[[d]]\nf = { g = true }\n");
        let texts: Vec<String> = settings.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(texts, ["a=1.50", "b.c[1]=x", "b.c[2]=y", "d[1].e=2025-01-01", "d[2].f.g=true"]);
    }
}
