//! Tables of figures: one figure a row, one period a column, and the change from the period before.

use super::subject::{Subject, Year};
use super::view::{Absent, Cell, Column, Kind, Row, Table};
use crate::figure::{Energy, Key};
use crate::number::Exact;
use crate::scope::Category;
use std::collections::BTreeSet;

/// A table of figures that is being made.
#[derive(Debug)]
pub struct FiguresTable<'s> {
    subject: &'s Subject<'s>,
    table: Table,
}

/// What stands beside the figure of a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'b> {
    /// The paragraph or the question that asks for it.
    pub reference: &'b str,
    /// The key of the row's label; the figure's own name where it is empty.
    pub label: &'b str,
    /// The notes that explain it: `N2`.
    pub notes: &'b [&'b str],
    /// How deep it stands.
    pub level: usize,
    /// Whether it is a total.
    pub strong: bool,
}

impl<'s> FiguresTable<'s> {
    /// A table with a column for the paragraph that asks for each row.
    pub fn new(subject: &'s Subject<'s>, name: &'static str, title: &str) -> Self {
        let title_of = |key: &str| subject.labels.get(key).to_string();
        let mut columns = vec![
            Column::new("reference", title_of("column.reference"), Kind::Text),
            Column::new("label", title_of("column.figure"), Kind::Text),
            Column::new("unit", title_of("column.unit"), Kind::Text),
        ];
        for (key, year) in subject.column_keys().zip(subject.years()) {
            columns.push(Column { key, title: year.period(), kind: Kind::Number, period: Some(year.period()) });
        }
        if let Some(prior) = subject.prior() {
            // Of more than two periods, it says which it compares.
            let periods = format!(", {} / {}", subject.current.period(), prior.period());
            let title = title_of("column.change-pct") + if subject.earlier.len() > 1 { &periods } else { "" };
            columns.push(Column::new("change_pct", title, Kind::Number));
        }
        columns.push(Column::new("notes", title_of("column.notes"), Kind::Text));
        let mut table = Table::new(name, title_of(title), columns);
        if subject.prior().is_some() {
            table.remarks.push(title_of("remark.change"));
        }
        Self { subject, table }
    }

    /// A figure.
    pub fn figure(&mut self, key: &Key, beside: Beside<'_>) {
        let name = if beside.label.is_empty() { self.subject.labels.figure(key) } else { self.subject.labels.get(beside.label).into() };
        let cells = self.subject.years().map(|year| self.subject.figure(key, year)).collect();
        let unit = self.unit_of(key);
        self.cells(&key.to_string(), name, cells, Some(&unit), beside);
    }

    /// The unit of a figure, also where no year has it.
    fn unit_of(&self, key: &Key) -> String {
        let known = self.subject.years().find_map(|year| Some(year.totals.get(key)?.unit.clone()));
        known.unwrap_or_else(|| match key {
            Key::Intensity(figure, name) => {
                let unit = self.subject.years().find_map(|year| Some(year.trace.inventory.denominators.get(name)?.unit.to_string()));
                unit.map_or_else(String::new, |unit| format!("{}/{unit}", self.unit_of(figure)))
            }
            other => crate::totals::unit_of(other),
        })
    }

    /// The fifteen categories, each with its part of their sum.
    pub fn categories(&mut self, reference: &str, notes: &[&str], level: usize) {
        let whole = self.subject.current.totals.get(&Key::Scope3).map(|figure| figure.value.clone());
        for category in Category::scope3() {
            let key = Key::Category(category);
            self.figure(&key, Beside { reference, notes, level, ..Beside::default() });
            let of = self.subject.current.totals.get(&key).zip(whole.as_ref());
            self.part(of.and_then(|(figure, whole)| figure.value.divided_by(whole)));
        }
    }

    /// Says that the last row is a part of its total.
    pub fn part(&mut self, part: Option<Exact>) {
        self.table.parts_of = Some("current");
        if let Some(row) = self.table.rows.last_mut() {
            row.part = part;
        }
    }

    /// A sum of figures, of which some may have no lines.
    pub fn sum(&mut self, key: &str, parts: &[Key], beside: Beside<'_>) {
        let name = self.subject.labels.get(beside.label).to_string();
        let cells = self.subject.years().map(|year| self.sum_of(parts, year)).collect();
        let unit = parts.first().map_or_else(String::new, |part| self.unit_of(part));
        self.cells(key, name, cells, Some(&unit), beside);
    }

    fn sum_of(&self, parts: &[Key], year: Year<'_>) -> Cell {
        let unit = parts.first().map_or_else(String::new, |part| self.unit_of(part));
        self.subject.sum(year.totals.sums(), |account| parts.iter().any(|key| key.holds(account)), &unit).unwrap_or_else(|| {
            // Several reasons at once are told one by one in the rows of the parts.
            let mut reasons: Vec<Absent> = parts.iter().map(|key| year.absent(key)).collect();
            reasons.dedup();
            self.subject.absent(if let [one] = reasons.as_slice() { *one } else { Absent::NoRecord })
        })
    }

    /// Any numbers, one for each year.
    pub fn cells(&mut self, key: &str, name: String, cells: Vec<Cell>, unit: Option<&str>, beside: Beside<'_>) {
        let labels = self.subject.labels;
        let of_cells = cells.iter().find_map(|cell| if let Cell::Number(number) = cell { Some(number.unit.clone()) } else { None });
        let unit = unit.map(str::to_string).or(of_cells).map_or_else(String::new, |unit| labels.unit(&unit));
        let mut row = vec![Cell::text(beside.reference), Cell::Text(name), Cell::text(unit)];
        let change = if let [.., from, to] = cells.as_slice() { Some(self.subject.change(from, to)) } else { None };
        let origin = cells.last().map_or("", |cell| match cell {
            Cell::Number(number) if matches!(number.status(), "carried-in" | "partly-carried-in") => number.status(),
            _ => "",
        });
        row.extend(cells);
        row.extend(change);
        let mut notes = beside.notes.join(" ");
        if !origin.is_empty() {
            notes = [notes.as_str(), labels.get(&format!("origin.{origin}"))]
                .iter()
                .filter(|part| !part.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join("; ");
        }
        row.push(Cell::text(notes));
        self.table.rows.push(Row { key: key.into(), level: beside.level, strong: beside.strong, part: None, cells: row });
    }

    /// Rows of a disclosure that the tool does not derive.
    pub fn not_derived(&mut self, key: &str, unit: &str, beside: Beside<'_>) {
        let name = self.subject.labels.get(beside.label).to_string();
        let cells = self.subject.years().map(|_| self.subject.absent(Absent::NotDerived)).collect();
        self.cells(key, name, cells, Some(unit), beside);
        // There is nothing to compare, which its cells say already.
        if self.subject.prior().is_some()
            && let Some(change) = self.table.rows.last_mut().and_then(|row| row.cells.iter_mut().nth_back(1))
        {
            *change = Cell::Blank;
        }
    }

    /// The number that intensities are divided by.
    pub fn denominator(&mut self, name: &str, beside: Beside<'_>) {
        let cell = |year: Year<'_>| match year.trace.inventory.denominators.get(name) {
            // As it was written: it is an input, and nothing rounds it.
            Some(given) => {
                let amount = Exact::from(given.amount);
                self.subject.printed(amount, given.amount.scale(), given.unit.symbol(), super::view::Origin::Given)
            }
            None => self.subject.absent(Absent::NoDenominator),
        };
        let cells = self.subject.years().map(cell).collect();
        self.cells(&format!("denominator.{name}"), self.subject.labels.get(beside.label).to_string(), cells, None, beside);
    }

    /// An intensity for each denominator, and the denominator below it.
    pub fn intensities(&mut self, figure: &Key, reference: &str, notes: &[&str]) {
        let names: BTreeSet<&String> = self.subject.years().flat_map(|year| year.trace.inventory.denominators.keys()).collect();
        for name in names {
            self.figure(&Key::Intensity(Box::new(figure.clone()), name.clone()), Beside { reference, notes, ..Beside::default() });
            let label = self.subject.labels.denominator(name).to_string();
            self.denominator(name, Beside { reference, label: &label, level: 1, ..Beside::default() });
        }
    }

    /// A row for each gas that a figure is made of in any year.
    pub fn gases(&mut self, whole: &Key, reference: &str, notes: &[&str], level: usize) {
        let of_whole = |key: &&Key| matches!(key, Key::Gas(of, _) if **of == *whole);
        self.each(of_whole, Beside { reference, notes, level, ..Beside::default() });
    }

    /// A row for each carrier of direct, or of indirect energy in any year.
    pub fn carriers(&mut self, direct: bool, reference: &str, level: usize) {
        let belongs = |key: &&Key| match key {
            Key::Energy(Energy::DirectCarrier(_)) => direct,
            Key::Energy(Energy::IndirectCarrier(_)) => !direct,
            _ => false,
        };
        self.each(belongs, Beside { reference, level, ..Beside::default() });
    }

    /// The figures of a kind that any year has, in the order of reports.
    fn each(&mut self, belongs: impl Fn(&&Key) -> bool, beside: Beside<'_>) {
        let mut shown: Vec<Key> = Vec::new();
        for year in self.subject.latest_first() {
            for key in year.totals.iter().map(|(key, _)| key).filter(&belongs) {
                if !shown.contains(key) {
                    shown.push(key.clone());
                }
            }
        }
        shown.iter().for_each(|key| self.figure(key, beside));
    }

    /// A sentence below the table.
    pub fn remark(&mut self, label: &str) {
        self.table.remarks.push(self.subject.labels.get(label).to_string());
    }

    /// The table, without a column that has nothing in any row.
    pub fn done(mut self) -> Table {
        for index in [self.table.columns.len() - 1, 0] {
            if self.table.rows.iter().all(|row| matches!(row.cells.get(index), None | Some(Cell::Blank))) {
                self.table.columns.remove(index);
                self.table.rows.iter_mut().for_each(|row| _ = row.cells.remove(index));
            }
        }
        self.table
    }
}
