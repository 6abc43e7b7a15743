//! What tells rows apart, as values, and a number that stands for it: rows of one print are compared in truth, all others are not alike.

use super::What;
use crate::formula::INPUTS;
use crate::ledger::record::Record;
use crate::number::Decimal;
use crate::period::Period;
use foldhash::fast::FixedState;
use std::hash::{BuildHasher, Hasher};

/// What rows of one group do not share, as values.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    /// When.
    pub period: Period,
    /// How much.
    pub quantity: Decimal,
    /// The document that proves it.
    pub evidence: &'r [u8],
    /// A remark.
    pub note: &'r [u8],
}

impl Row<'_> {
    /// The print of a row, from that of what it shares and the columns that are ignored.
    pub fn print(&self, common: u64, ignored: &[(String, String)]) -> u64 {
        let mut hasher = FixedState::with_seed(3).build_hasher();
        hasher.write_u64(common);
        for day in [self.period.start, self.period.end] {
            hasher.write_i16(day.year());
            hasher.write_i8(day.month());
            hasher.write_i8(day.day());
        }
        let quantity = self.quantity.normalize();
        hasher.write_i128(quantity.mantissa());
        hasher.write_u32(quantity.scale());
        for text in [self.evidence, self.note].into_iter().chain(ignored.iter().flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]))
        {
            hasher.write_usize(text.len());
            hasher.write(text);
        }
        hasher.finish()
    }
}

/// The print of a text.
pub fn print_of_text(text: &[u8]) -> u64 {
    let mut hasher = FixedState::with_seed(1).build_hasher();
    hasher.write(text);
    hasher.finish()
}

/// The print of what rows of one group share.
pub fn common_print(record: &Record) -> u64 {
    let mut hasher = FixedState::with_seed(2).build_hasher();
    for (name, text) in common(record) {
        for part in [name.as_bytes(), text.as_bytes()] {
            hasher.write_usize(part.len());
            hasher.write(part);
        }
    }
    hasher.finish()
}

/// Everything that tells a record apart, as values: the names of the columns with what they say.
pub(super) fn all(record: &Record) -> What {
    let mut all = vec![("period".to_string(), record.period.to_string())];
    all.extend(common(record).into_iter().map(|(name, text)| (name.to_string(), text)));
    all.push(("quantity".into(), record.quantity.normalize().to_string()));
    all.extend([("evidence".to_string(), record.evidence.clone()), ("note".to_string(), record.note.clone())]);
    all.retain(|(_, text)| !text.is_empty());
    all.extend(ignored(record));
    all
}

/// What rows that are added up have in common, as values; what is empty is left out.
fn common(record: &Record) -> Vec<(&'static str, String)> {
    let origin = &record.provenance;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = |number: &Decimal| number.normalize().to_string();
    let mut all = vec![
        ("site", record.site.clone()),
        ("region", text(&record.region)),
        ("activity", record.activity.clone()),
        ("category", record.category.to_string()),
        ("unit", record.unit.symbol().to_string()),
        ("balance", record.balance.as_ref().map_or(String::new(), |balance| balance.parts.each_ref().map(number).join(" "))),
        ("factor", text(&record.factor)),
        ("basis", record.basis.map_or(String::new(), |basis| basis.name().to_string())),
        ("ratio_unit", record.ratio_unit.as_ref().map_or(String::new(), |(above, below)| format!("{above}/{below}"))),
        ("price_year", record.price_year.map_or(String::new(), |year| year.to_string())),
        ("pcaf_score", record.pcaf_score.map_or(String::new(), |score| score.to_string())),
        ("from", record.route.as_ref().map_or(String::new(), |route| route.from.code.to_string())),
        ("to", record.route.as_ref().map_or(String::new(), |route| route.to.code.to_string())),
        ("meter", text(&origin.meter)),
        ("parent_meter", text(&origin.parent_meter)),
        ("quality", origin.words()),
    ];
    all.extend(record.inputs.iter().map(|(index, value)| (INPUTS.get(*index).map_or("", |input| input.name), number(value))));
    all.retain(|(_, text)| !text.is_empty());
    all
}

/// The columns that the mapping ignores, where they hold something.
pub(super) fn ignored(record: &Record) -> What {
    let place = &record.place;
    let columns = place.source.layout.ignored.iter();
    columns.map(|(name, column)| (name.clone(), place.row.cell(*column).to_string())).filter(|(_, text)| !text.is_empty()).collect()
}
