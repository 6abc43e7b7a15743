//! Leased sites: whose scope their emissions are in is derived, not typed.
//!
//! GHG Protocol Scope 3 Standard, appendix A, table A.1 (lessee): under equity share and financial control, a finance lease is the
//! company's own and an operating lease is category 8; under operational control both are its own, unless it shows that it lacks
//! operational control.

use super::Consolidation;
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::document::Section;
use crate::period::Period;
use crate::scope::Category;

/// The type of a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A finance or capital lease.
    Finance,
    /// An operating lease.
    Operating,
}

/// Who operates something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// The reporting company.
    Company,
    /// The landlord.
    Landlord,
}

const KINDS: [(&str, Kind); 2] = [("finance", Kind::Finance), ("operating", Kind::Operating)];
const OPERATORS: [(&str, Operator); 2] = [("company", Operator::Company), ("landlord", Operator::Landlord)];
const SIDES: [(&str, Side); 2] = [("own", Side::Own), ("leased", Side::Leased)];

/// On which side of the boundary something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In Scope 1 and 2.
    Own,
    /// In Scope 3 category 8.
    Leased,
}

/// A lease, seen by the company that rents.
#[derive(Clone, Debug)]
pub struct Lease {
    /// Its type.
    pub kind: Kind,
    /// Who operates the asset; in a data centre, the IT equipment.
    pub operator: Operator,
    /// Who operates the building plant of a data centre: the overhead of its PUE.
    pub plant_operator: Operator,
    /// The side that the inventory sets against the table, with its reason.
    pub instead: Option<(Side, String)>,
    /// The days of the lease, where they do not cover the whole reporting period.
    pub period: Option<Period>,
    /// Where the inventory says so, for messages.
    pub label: Label,
}

impl Lease {
    /// The side that table A.1 gives; `overhead` is the building plant of a data centre.
    pub fn derived(&self, approach: Consolidation, overhead: bool) -> Side {
        let operator = if overhead { self.plant_operator } else { self.operator };
        match (approach, self.kind, operator) {
            (Consolidation::EquityShare | Consolidation::FinancialControl, Kind::Finance, _)
            | (Consolidation::OperationalControl, _, Operator::Company) => Side::Own,
            (Consolidation::EquityShare | Consolidation::FinancialControl, Kind::Operating, _)
            | (Consolidation::OperationalControl, _, Operator::Landlord) => Side::Leased,
        }
    }

    /// The side that counts.
    pub fn side(&self, approach: Consolidation, overhead: bool) -> Side {
        self.instead.as_ref().map_or_else(|| self.derived(approach, overhead), |(side, _)| *side)
    }

    /// The category of a record whose activity would be in `own` at a site of the company's own.
    pub fn category(&self, own: Category, approach: Consolidation, overhead: bool) -> Category {
        match self.side(approach, overhead) {
            Side::Own => own,
            Side::Leased => Category::Scope3(8),
        }
    }
}

/// Reads `lease = { ... }` of a site.
pub fn read(section: &Section<'_, '_>, problems: &mut Problems) -> Option<Lease> {
    let kind = section.required_choice("type", &KINDS, problems);
    let operator = section.required_choice("operator", &OPERATORS, problems);
    let plant_operator = section.choice("plant-operator", &OPERATORS, problems);
    let side = section.choice("count-as", &SIDES, problems);
    let reason = section.text("reason", problems);
    let days = section.date("period", problems);
    let label = section.label("its lease");
    if side.is_some() && reason.is_none() {
        problems.push(
            section
                .missing("reason", "\"...\"")
                .note("a side that is set against the table needs a reason, which is printed (GHG Protocol Scope 3 Standard, appendix A)"),
        );
    }
    let period = days.and_then(|placed| {
        let period = Period::parse(&placed.value);
        if period.is_none() {
            let message = format!("`{}` is not a period", placed.value);
            let diagnostic = Diagnostic::error(codes::PERIOD_MALFORMED, message).at(section.document().label(placed.span, ""));
            problems.push(diagnostic.help("the first and the last day of the lease: \"2025-04-01/2025-12-31\""));
        }
        period
    });
    let operator = operator?;
    Some(Lease {
        kind: kind?,
        operator,
        plant_operator: plant_operator.unwrap_or(operator),
        instead: side.zip(reason.map(|placed| placed.value)),
        period,
        label,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Excerpt;

    fn lease(kind: Kind, operator: Operator) -> Lease {
        let excerpt = Excerpt { file: String::new(), line: 1, text: String::new() };
        let label = Label { excerpt, span: 0..0, text: String::new() };
        Lease { kind, operator, plant_operator: Operator::Landlord, instead: None, period: None, label }
    }

    #[test]
    fn table_a_1_of_the_scope_3_standard() {
        use Consolidation::{EquityShare, FinancialControl, OperationalControl};
        for (approach, kind, operator, side) in [
            (EquityShare, Kind::Finance, Operator::Company, Side::Own),
            (EquityShare, Kind::Operating, Operator::Company, Side::Leased),
            (FinancialControl, Kind::Finance, Operator::Landlord, Side::Own),
            (FinancialControl, Kind::Operating, Operator::Company, Side::Leased),
            (OperationalControl, Kind::Finance, Operator::Company, Side::Own),
            (OperationalControl, Kind::Operating, Operator::Company, Side::Own),
            (OperationalControl, Kind::Operating, Operator::Landlord, Side::Leased),
        ] {
            assert_eq!(lease(kind, operator).derived(approach, false), side, "{approach:?} {kind:?} {operator:?}");
        }
    }

    #[test]
    fn the_overhead_of_a_hall_can_be_the_landlords() {
        let hall = lease(Kind::Operating, Operator::Company);
        assert_eq!(hall.category(Category::Scope2, Consolidation::OperationalControl, false), Category::Scope2);
        assert_eq!(hall.category(Category::Scope2, Consolidation::OperationalControl, true), Category::Scope3(8));
    }
}
