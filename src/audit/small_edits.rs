//! Small edits that would close the gap of a relation: each is made and the relation computed again, and only what closes it is shown. They
//! say where to look, never what happened.

use super::document::Published;
use super::relations::{Operand, Relation, Shape};
use super::verdict::{Verdict, verdict_of};
use crate::number::printed::Printed;
use crate::number::{Exact, Interval, parse};

/// A kind of edit, the likeliest first; the word is the key of its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Two neighbouring digits changed places.
    DigitsTransposed,
    /// Two figures of one column changed places.
    SwappedInColumn,
    /// The figures of two columns changed places.
    SwappedBetweenColumns,
    /// A part is not in the total.
    RowOmitted,
    /// A part is in the total twice.
    RowCountedTwice,
    /// A row that is no part is in the total.
    RowOfElsewhere,
    /// A figure is in another unit: a power of ten, or 3.6.
    OtherUnit,
    /// A figure has the wrong sign.
    WrongSign,
}

impl Kind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::DigitsTransposed => "digits-transposed",
            Self::SwappedInColumn => "swapped-in-column",
            Self::SwappedBetweenColumns => "swapped-between-columns",
            Self::RowOmitted => "row-omitted",
            Self::RowCountedTwice => "row-counted-twice",
            Self::RowOfElsewhere => "row-of-elsewhere",
            Self::OtherUnit => "other-unit",
            Self::WrongSign => "wrong-sign",
        }
    }
}

/// An edit that closes the gap.
#[derive(Clone, Debug)]
pub struct Edit {
    /// What kind.
    pub kind: Kind,
    /// The key of the figure that is edited; empty for a number in prose.
    pub key: String,
    /// Its column.
    pub column: usize,
    /// The other figure and its column, where two changed places.
    pub other: Option<(String, usize)>,
    /// As printed.
    pub from: String,
    /// What would have to be printed.
    pub to: String,
    /// Whether the relation holds from the printed numbers then, or within rounding.
    pub exact: bool,
}

/// Factors by which a figure in another unit is wrong, as numerator and denominator.
const OTHER_UNITS: [(i64, i64); 10] =
    [(10, 1), (1, 10), (100, 1), (1, 100), (1000, 1), (1, 1000), (10_000, 1), (1, 10_000), (36, 10), (10, 36)];

/// All edits that close the gap of a relation that does not hold, the likeliest first.
pub fn find(published: &Published, relation: &Relation) -> Vec<Edit> {
    // What is not printed could close the gap of a part of a total: no edit is needed.
    if relation.shape == Shape::AtMost {
        return Vec::new();
    }
    let trial = Trial { published, relation, needed: needed(published, relation) };
    let mut edits = Vec::new();
    for index in 0..=relation.terms.len() {
        trial.digits(index, &mut edits);
        trial.swaps(index, &mut edits);
        trial.units(index, &mut edits);
        trial.sign(index, &mut edits);
    }
    trial.rows(&mut edits);
    edits.sort_by_key(|edit: &Edit| (!edit.exact, edit.kind, edit.key.clone(), edit.column, edit.to.clone()));
    edits.dedup_by_key(|edit| (edit.kind, edit.key.clone(), edit.column, edit.to.clone(), edit.other.clone()));
    edits
}

struct Trial<'a> {
    published: &'a Published,
    relation: &'a Relation,
    /// What each operand of a sum would have to be, were the others right; empty for other relations.
    needed: Vec<Interval>,
}

/// What each operand of a sum would have to be, were the others right: the result first.
fn needed(published: &Published, relation: &Relation) -> Vec<Interval> {
    let Shape::Sum(negative) = &relation.shape else { return Vec::new() };
    let reading = published.style.reading;
    let terms: Vec<Interval> = relation.terms.iter().map(|term| term.interval(reading)).collect();
    let signed = |skip: Option<usize>| {
        let others = terms.iter().zip(negative).enumerate().filter(|(index, _)| Some(*index) != skip);
        others.fold(Interval::point(Exact::zero()), |sum, (_, (term, negative))| if *negative { sum.minus(term) } else { sum.plus(term) })
    };
    let result = relation.result.interval(reading);
    let term = |index: usize| {
        let rest = result.minus(&signed(Some(index)));
        if negative[index] { rest.minus_itself() } else { rest }
    };
    std::iter::once(signed(None)).chain((0..terms.len()).map(term)).collect()
}

impl Trial<'_> {
    /// The result is number 0, the terms follow.
    fn operand(&self, index: usize) -> &Operand {
        match index.checked_sub(1) {
            Some(term) => &self.relation.terms[term],
            None => &self.relation.result,
        }
    }

    /// Whether the relation holds with other numbers in place of some of its own: `Some(true)` if from the printed numbers.
    fn closes(&self, changed: &[(usize, Operand)]) -> Option<bool> {
        let mut relation = self.relation.clone();
        for (index, operand) in changed {
            match index.checked_sub(1) {
                Some(term) => relation.terms[term] = operand.clone(),
                None => relation.result = operand.clone(),
            }
        }
        match verdict_of(&relation, self.published.style.reading)? {
            Verdict::Exact => Some(true),
            Verdict::WithinRounding => Some(false),
            Verdict::OutsideRounding => None,
        }
    }

    /// Whether a number in the place of an operand comes near what is needed there: a quick look before a full one.
    fn comes_near(&self, index: usize, printed: &Printed, size: &Exact) -> bool {
        let Some(needed) = self.needed.get(index) else { return true };
        let (value, step) = (printed.value.times(size), printed.step.times(size));
        needed.low().value <= value.plus(&step) && value.minus(&step) <= needed.high().value
    }

    fn edit(&self, kind: Kind, index: usize, other: Option<(String, usize)>, to: String, exact: bool) -> Edit {
        let operand = self.operand(index);
        Edit { kind, key: operand.key.clone(), column: operand.column, other, from: operand.printed.text.clone(), to, exact }
    }

    /// Another number in the place of one.
    fn with(&self, index: usize, value: Exact) -> Operand {
        let operand = self.operand(index);
        Operand { printed: operand.printed.with(value), narrowed: None, ..operand.clone() }
    }

    fn digits(&self, index: usize, edits: &mut Vec<Edit>) {
        let operand = self.operand(index);
        let text = super::materiality::magnitude(&operand.printed.value).text().with_decimals(operand.printed.decimals);
        let characters: Vec<char> = text.chars().collect();
        let digits: Vec<usize> = (0..characters.len()).filter(|at| characters[*at].is_ascii_digit()).collect();
        for pair in digits.windows(2) {
            let [one, other] = pair else { continue };
            if characters[*one] == characters[*other] {
                continue;
            }
            let mut swapped = characters.clone();
            swapped.swap(*one, *other);
            let Ok(number) = parse(&swapped.into_iter().collect::<String>()) else { continue };
            let number = Exact::from(number);
            let number = if operand.printed.value.is_negative() { Exact::zero().minus(&number) } else { number };
            let trial = self.with(index, number);
            if let Some(exact) = self.closes(&[(index, trial.clone())]) {
                edits.push(self.edit(Kind::DigitsTransposed, index, None, trial.printed.text, exact));
            }
        }
    }

    /// Another row's figure of the same column, or the same row's of another column.
    fn swaps(&self, index: usize, edits: &mut Vec<Edit>) {
        let operand = self.operand(index);
        let Some(row) = self.published.row(&operand.key) else { return };
        let same_unit = |other: &&super::document::Row| other.unit.kind() == row.unit.kind() && other.key != row.key;
        let others = self.published.rows.iter().filter(same_unit).map(|other| (other, operand.column));
        let columns = (0..self.published.columns.len()).filter(|column| *column != operand.column).map(|column| (row, column));
        for (other, column) in others.chain(columns) {
            let Some(printed) = other.printed(column).filter(|printed| printed.value != operand.printed.value) else { continue };
            let takes_part = self.relation.operands().any(|known| known.key == other.key && known.column == column);
            if !takes_part && !self.comes_near(index, printed, &other.unit.size) {
                continue;
            }
            let here = Operand { printed: printed.clone(), size: other.unit.size.clone(), narrowed: None, ..operand.clone() };
            let mut changed = vec![(index, here)];
            // Where the other figure takes part too, it becomes this one.
            for place in 0..=self.relation.terms.len() {
                let known = self.operand(place);
                if place != index && known.key == other.key && known.column == column {
                    changed.push((
                        place,
                        Operand { printed: operand.printed.clone(), size: operand.size.clone(), narrowed: None, ..known.clone() },
                    ));
                }
            }
            if let Some(exact) = self.closes(&changed) {
                let kind = if column == operand.column { Kind::SwappedInColumn } else { Kind::SwappedBetweenColumns };
                edits.push(self.edit(kind, index, Some((other.key.clone(), column)), printed.text.clone(), exact));
            }
        }
    }

    fn units(&self, index: usize, edits: &mut Vec<Edit>) {
        let operand = self.operand(index);
        for (above, below) in OTHER_UNITS {
            let factor = Exact::from(above).divided_by(&Exact::from(below)).unwrap_or_else(Exact::one);
            let mut printed = operand.printed.clone();
            // The last digit counts as much more or less as the number does.
            printed.value = printed.value.times(&factor);
            printed.step = printed.step.times(&factor);
            printed.text = printed.value.text().digits;
            let trial = Operand { printed, narrowed: None, ..operand.clone() };
            if let Some(exact) = self.closes(&[(index, trial.clone())]) {
                edits.push(self.edit(Kind::OtherUnit, index, None, trial.printed.text, exact));
            }
        }
    }

    fn sign(&self, index: usize, edits: &mut Vec<Edit>) {
        let operand = self.operand(index);
        if operand.printed.value.is_zero() {
            return;
        }
        let trial = self.with(index, Exact::zero().minus(&operand.printed.value));
        if let Some(exact) = self.closes(&[(index, trial.clone())]) {
            edits.push(self.edit(Kind::WrongSign, index, None, trial.printed.text, exact));
        }
    }

    /// A total that lacks a part, or has it twice, or has a row in it that is no part.
    fn rows(&self, edits: &mut Vec<Edit>) {
        let Shape::Sum(negative) = &self.relation.shape else { return };
        let reading = self.published.style.reading;
        let mut try_one = |kind: Kind, relation: &Relation, operand: &Operand| {
            let verdict = verdict_of(relation, reading).filter(|verdict| *verdict != Verdict::OutsideRounding);
            edits.extend(verdict.map(|verdict| Edit {
                kind,
                key: operand.key.clone(),
                column: operand.column,
                other: None,
                from: operand.printed.text.clone(),
                to: String::new(),
                exact: verdict == Verdict::Exact,
            }));
        };
        for (index, term) in self.relation.terms.iter().enumerate() {
            for (kind, times) in [(Kind::RowOmitted, 0), (Kind::RowCountedTwice, 2)] {
                let (mut relation, mut signs) = (self.relation.clone(), negative.clone());
                relation.terms.remove(index);
                let sign = signs.remove(index);
                relation.terms.extend(std::iter::repeat_n(term.clone(), times));
                signs.extend(std::iter::repeat_n(sign, times));
                relation.shape = Shape::Sum(signs);
                try_one(kind, &relation, term);
            }
        }
        // What is missing from the total's parts is what such a row would have to be.
        let missing = self.needed.first().map(|parts| self.relation.result.interval(reading).minus(parts));
        let column = self.relation.result.column;
        for row in self.published.rows.iter().filter(|row| self.relation.operands().all(|operand| operand.key != row.key)) {
            let same_unit = self.published.row(&self.relation.result.key).is_some_and(|own| own.unit.kind() == row.unit.kind());
            let Some(printed) = row.printed(column).filter(|_| same_unit) else { continue };
            if missing.as_ref().is_some_and(|missing| missing.and(&printed.interval(reading).scaled(&row.unit.size)).is_none()) {
                continue;
            }
            let operand = Operand { key: row.key.clone(), column, printed: printed.clone(), size: row.unit.size.clone(), narrowed: None };
            // A row of no amount explains nothing.
            if operand.printed.value.is_zero() {
                continue;
            }
            let mut relation = self.relation.clone();
            relation.terms.push(operand.clone());
            relation.shape = Shape::Sum(negative.iter().copied().chain([false]).collect());
            try_one(Kind::RowOfElsewhere, &relation, &operand);
        }
    }
}
