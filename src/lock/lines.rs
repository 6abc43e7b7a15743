//! Compares the lines of two canonical traces: which lines came, went or changed, in which cell or formula, and which figures that moves.

use super::compare::signed;
use super::trace_text::{Writer, escaped};
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::ledger::Field;
use crate::number::Exact;
use crate::trace::{Line, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// A line of a canonical trace, read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry<'t> {
    /// `electricity.csv:14`.
    at: &'t str,
    /// What the record says.
    cells: BTreeMap<&'t str, &'t str>,
    /// Its formulas, by what they give: the product and the number of the formula.
    formulas: BTreeMap<&'t str, (&'t str, usize)>,
    /// What it adds to which figure.
    adds: BTreeMap<&'t str, Exact>,
}

/// A canonical trace, read again.
#[derive(Debug, Default)]
struct Read<'t> {
    formulas: BTreeMap<usize, &'t str>,
    entries: BTreeMap<&'t str, Entry<'t>>,
    order: Vec<&'t str>,
    /// What cannot be read of what it adds.
    strange: Vec<&'t str>,
}

/// What differs between the lines that were locked and those of a trace.
pub fn compare(locked: &str, trace: &Trace) -> Problems {
    let locked = read(locked);
    let mut writer = Writer::default();
    let texts: Vec<String> = trace.lines.iter().map(|line| writer.line(line, trace)).collect();
    let fresh = read_all(texts.iter().map(String::as_str));
    let mut problems = Problems::default();
    if let Some(strange) = locked.strange.first() {
        let message = format!("the trace in the lock has a line that cannot be read: `{strange}`");
        problems.push(Diagnostic::error(codes::LOCK_EDITED, message).help("lock the inventory again with `tonne lock`"));
    }
    if let Some(strange) = fresh.strange.first() {
        problems.push(Diagnostic::fault("the comparison with the lock", format!("`{strange}` cannot be read")));
    }
    let mut ids = Vec::new();
    for line in &trace.lines {
        let id = escaped(&line.record.id);
        let is = fresh.entries.get(id.as_str()).cloned().unwrap_or_default();
        match locked.entries.get(id.as_str()) {
            None => problems.push(came(line, &is)),
            Some(was) => changed(&mut problems, line, (was, &locked), (&is, &fresh)),
        }
        ids.push(id);
    }
    ids.sort_unstable();
    for id in locked.order.iter().filter(|id| ids.binary_search_by(|known| known.as_str().cmp(id)).is_err()) {
        let was = locked.entries.get(id).cloned().unwrap_or_default();
        let message = format!("`{id}` is gone, which was at {}{}", was.at, moves(&was.adds, &BTreeMap::new()));
        problems.push(Diagnostic::error(codes::LOCKED_LINE, message));
    }
    if problems.is_empty() {
        problems.push(other_place(&locked, &fresh));
    }
    problems
}

/// A line that was not locked.
fn came(line: &Line, is: &Entry<'_>) -> Diagnostic {
    let moved = moves(&BTreeMap::new(), &is.adds);
    let diagnostic = Diagnostic::error(codes::LOCKED_LINE, format!("`{}` is new{moved}", line.record.id));
    diagnostic.at(line.record.place.label(Field::Id, "not in the lock"))
}

/// A line that says, or gives, something else than it did.
fn changed(problems: &mut Problems, line: &Line, (was, locked): (&Entry<'_>, &Read<'_>), (is, fresh): (&Entry<'_>, &Read<'_>)) {
    let names = was.cells.keys().chain(is.cells.keys().filter(|name| !was.cells.contains_key(*name)));
    let cells: Vec<(&str, &str, &str)> = names
        .map(|name| (*name, was.cells.get(name).copied().unwrap_or_default(), is.cells.get(name).copied().unwrap_or_default()))
        .filter(|(_, was, is)| was != is)
        .collect();
    let place = &line.record.place;
    if let Some((first, ..)) = cells.first() {
        let texts: Vec<String> = cells.iter().map(|(name, was, is)| became(name, was, is)).collect();
        let others = match line.record.rows() {
            0 | 1 => String::new(),
            rows => format!(" and {} rows like it", rows - 1),
        };
        let at = format!("{} line {}{others}", place.file(), place.line());
        let message = format!("{at}: {}{}", texts.join(", "), moves(&was.adds, &is.adds));
        let label = place.label(Field::named(first).unwrap_or(Field::Quantity), "");
        problems.push(Diagnostic::error(codes::LOCKED_LINE, message).at(label));
        return;
    }
    let text = |read: &Read<'_>, number: usize| read.formulas.get(&number).copied().unwrap_or_default().to_string();
    let of_was = |name: &str| was.formulas.get(name).map(|(product, number)| (*product, text(locked, *number)));
    let of_is = |name: &str| is.formulas.get(name).map(|(product, number)| (*product, text(fresh, *number)));
    let names: BTreeSet<&str> = was.formulas.keys().chain(is.formulas.keys()).copied().collect();
    for name in names.into_iter().filter(|name| of_was(name) != of_is(name)) {
        problems_of_formula(problems, line, name, (of_was(name), of_is(name)));
    }
    if was.formulas == is.formulas && was.adds != is.adds {
        let message = format!("`{}` counts in other figures{}", line.record.id, moves(&was.adds, &is.adds));
        problems.push(Diagnostic::error(codes::LOCKED_LINE, message).at(place.label(Field::Id, "")));
    }
}

/// A formula that changed without a change in the record. Lines that share it are named together; where only numbers of the line differ, as
/// the rest of electricity that instruments leave, the line stands alone.
fn problems_of_formula(problems: &mut Problems, line: &Line, name: &str, (was, is): (Formula<'_>, Formula<'_>)) {
    let (record, nothing) = (&line.record, || "nothing".to_string());
    let same_words = was.as_ref().map(|(_, words)| words) == is.as_ref().map(|(_, words)| words);
    if same_words {
        let message = format!("{} of `{}` comes out otherwise", name, record.id);
        let product = |of: Formula<'_>| of.map_or_else(nothing, |(product, _)| product.to_string());
        let diagnostic = Diagnostic::error(codes::LOCKED_LINE, message).at(record.place.label(Field::Id, ""));
        problems.push(diagnostic.note(format!("locked: {}", product(was))).note(format!("now: {}", product(is))));
    } else {
        let message = format!("{name} of `{}` is calculated otherwise", record.activity);
        let words = |of: Formula<'_>| of.map_or_else(nothing, |(_, words)| words);
        let diagnostic = Diagnostic::error(codes::LOCKED_LINE, message);
        problems.push_shared(diagnostic.note(format!("locked: {}", words(was))).note(format!("now: {}", words(is))), &record.id);
    }
}

/// The product of a formula on a line, and its words.
type Formula<'t> = Option<(&'t str, String)>;

/// Lines that differ in nothing but where they stand.
fn other_place(locked: &Read<'_>, fresh: &Read<'_>) -> Diagnostic {
    let moved =
        fresh.order.iter().filter(|id| locked.entries.get(*id).map(|entry| entry.at) != fresh.entries.get(*id).map(|entry| entry.at));
    let count = moved.count();
    let message = match count {
        0 => "the lines stand in another order than they were locked in".to_string(),
        1 => "1 line stands at another place than it was locked at; it says what it said".to_string(),
        _ => format!("{count} lines stand at other places than they were locked at; they say what they said"),
    };
    Diagnostic::error(codes::LOCKED_LINE, message)
}

/// `quantity 1204.5 became 1240.5`.
fn became(name: &str, was: &str, is: &str) -> String {
    match (was.is_empty(), is.is_empty()) {
        (true, _) => format!("{name} {is} is new"),
        (_, true) => format!("{name} {was} is gone"),
        _ => format!("{name} {was} became {is}"),
    }
}

/// `; scope2.location +19.1016 t`: the figures of one scope or category; sums of them move as much.
fn moves(was: &BTreeMap<&str, Exact>, is: &BTreeMap<&str, Exact>) -> String {
    let keys: BTreeSet<&str> = was.keys().chain(is.keys()).copied().collect();
    let zero = Exact::zero();
    let moved = |key: &str| is.get(key).unwrap_or(&zero).minus(was.get(key).unwrap_or(&zero));
    let mut out = String::new();
    for (unit, shown) in [("t", of_one_category as fn(&str) -> bool), ("MWh", |key| key == "energy.total")] {
        for key in keys.iter().filter(|key| shown(key)) {
            let moved = moved(key);
            if !moved.is_zero() {
                out.push_str(&format!("; {key} {} {unit}", signed(&moved)));
            }
        }
    }
    out
}

fn of_one_category(key: &str) -> bool {
    let parts: Vec<&str> = key.split('.').collect();
    match parts.as_slice() {
        ["scope1"] | ["scope2", _] => true,
        ["scope3", category] => category.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

fn read(text: &str) -> Read<'_> {
    read_all(std::iter::once(text))
}

fn read_all<'t>(texts: impl Iterator<Item = &'t str>) -> Read<'t> {
    let mut all = Read::default();
    let mut id = "";
    for row in texts.flat_map(str::lines) {
        if let Some(rest) = row.strip_prefix("formula ") {
            if let Some((number, text)) = rest.split_once(": ").and_then(|(number, text)| Some((number.parse().ok()?, text))) {
                all.formulas.insert(number, text);
            }
        } else if let Some(name) = row.strip_prefix("line ") {
            id = name;
            all.order.push(id);
            all.entries.insert(id, Entry::default());
        } else if let Some(entry) = all.entries.get_mut(id)
            && !entry.add(row.trim_start())
        {
            all.strange.push(row);
        }
    }
    all
}

impl<'t> Entry<'t> {
    /// Whether the fact could be read.
    fn add(&mut self, fact: &'t str) -> bool {
        if let Some(at) = fact.strip_prefix("at ") {
            self.at = at;
        } else if let Some(rest) = fact.strip_prefix("+ ") {
            let mut words = rest.split(' ');
            let Some(value) = words.next().and_then(Exact::read) else { return false };
            for key in words {
                let sum = self.adds.entry(key).or_insert_with(Exact::zero);
                *sum = sum.plus(&value);
            }
        } else if let Some((product, number)) = fact.strip_suffix(')').and_then(|fact| fact.rsplit_once(" (formula "))
            && let Some((name, product)) = product.split_once(" = ")
            && let Ok(number) = number.parse()
            && !name.contains(": ")
        {
            self.formulas.insert(name, (product, number));
        } else if let Some((name, value)) = fact.split_once(": ") {
            self.cells.insert(name, value);
        }
        true
    }
}
