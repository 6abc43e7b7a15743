//! Leased sites: whose scope their emissions are in is derived, not typed.
//!
//! GHG Protocol Scope 3 Standard, appendix A, table A.1 (lessee): under equity share and financial control, a finance lease is the
//! company's own and an operating lease is category 8; under operational control both are its own, unless it shows that it lacks
//! operational control. Table A.2 (lessor) is the other side: under equity share and financial control, what is let under a finance lease is
//! category 13 and under an operating lease the company's own; under operational control both are category 13, unless it shows that it keeps
//! operational control of what it lets under an operating lease.

use super::Consolidation;
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::document::Section;
use crate::period::Period;
use crate::scope::Category;

/// Which side of a lease the company is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It rents.
    Lessee,
    /// It lets.
    Lessor,
}

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
    /// The landlord of what the company rents.
    Landlord,
    /// The tenant of what the company lets.
    Tenant,
}

const KINDS: [(&str, Kind); 2] = [("finance", Kind::Finance), ("operating", Kind::Operating)];
const ROLES: [(&str, Role); 2] = [("lessee", Role::Lessee), ("lessor", Role::Lessor)];
const OPERATORS: [(&str, Operator); 3] = [("company", Operator::Company), ("landlord", Operator::Landlord), ("tenant", Operator::Tenant)];
const SIDES: [(&str, Side); 2] = [("own", Side::Own), ("leased", Side::Leased)];

/// On which side of the boundary something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In Scope 1 and 2.
    Own,
    /// In Scope 3 category 8 or 13.
    Leased,
}

/// A lease, seen by the company that reports.
#[derive(Clone, Debug)]
pub struct Lease {
    /// Whether it rents or lets.
    pub role: Role,
    /// Its type.
    pub kind: Kind,
    /// Who operates the asset; in a data centre, the IT equipment.
    pub operator: Operator,
    /// Who operates the building plant of a data centre: the overhead of its PUE.
    pub plant_operator: Operator,
    /// The side that the inventory sets against the table.
    pub instead: Option<Side>,
    /// Why it does so, or why the company controls what it lets.
    pub reason: Option<String>,
    /// The days of the lease, where they do not cover the whole reporting period.
    pub period: Option<Period>,
    /// Where the inventory says so, for messages.
    pub label: Label,
}

impl Lease {
    /// The side that table A.1 or A.2 gives; `overhead` is the building plant of a data centre.
    pub fn derived(&self, approach: Consolidation, overhead: bool) -> Side {
        let operator = if overhead { self.plant_operator } else { self.operator };
        let by_operation = approach == Consolidation::OperationalControl;
        let own = match (self.role, self.kind) {
            (Role::Lessee, _) if by_operation => operator == Operator::Company,
            (Role::Lessee, kind) => kind == Kind::Finance,
            (Role::Lessor, Kind::Finance) => false,
            (Role::Lessor, Kind::Operating) => !by_operation || operator == Operator::Company,
        };
        if own { Side::Own } else { Side::Leased }
    }

    /// Whether the company says that it keeps operational control of what it lets, which it must disclose and justify (appendix A, endnote 4).
    pub fn keeps_control(&self, approach: Consolidation) -> bool {
        let operates = self.operator == Operator::Company || self.plant_operator == Operator::Company;
        self.role == Role::Lessor && self.kind == Kind::Operating && approach == Consolidation::OperationalControl && operates
    }

    /// The side that counts.
    pub fn side(&self, approach: Consolidation, overhead: bool) -> Side {
        self.instead.unwrap_or_else(|| self.derived(approach, overhead))
    }

    /// The category of a record whose activity would be in `own` at a site of the company's own.
    pub fn category(&self, own: Category, approach: Consolidation, overhead: bool) -> Category {
        match (self.side(approach, overhead), self.role) {
            (Side::Own, _) => own,
            (Side::Leased, Role::Lessee) => Category::Scope3(8),
            (Side::Leased, Role::Lessor) => Category::Scope3(13),
        }
    }

    /// Whether a record of that period is of the lease. What is let on some days is the company's own on the others.
    pub fn holds_on(&self, period: Period) -> bool {
        self.role == Role::Lessee || self.period.is_none_or(|days| days.overlap(&period).is_some())
    }
}

/// Reads `lease = { ... }` of a site.
pub fn read(section: &Section<'_, '_>, problems: &mut Problems) -> Option<Lease> {
    let role = section.choice("role", &ROLES, problems).unwrap_or(Role::Lessee);
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
    let stranger = if role == Role::Lessee { Operator::Tenant } else { Operator::Landlord };
    if [Some(operator), plant_operator].contains(&Some(stranger)) {
        let (message, help) = match role {
            Role::Lessee => ("the company rents this site and has no tenant there", "write `role = \"lessor\"` where the company lets it"),
            Role::Lessor => ("the company lets this site and is its landlord", "write `operator = \"company\"` or \"tenant\""),
        };
        problems.push(Diagnostic::error(codes::BAD_VALUE, message).at(label.clone()).help(help));
    }
    Some(Lease {
        role,
        kind: kind?,
        operator,
        plant_operator: plant_operator.unwrap_or(operator),
        instead: side,
        reason: reason.map(|placed| placed.value),
        period,
        label,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Excerpt;

    fn lease(role: Role, kind: Kind, operator: Operator) -> Lease {
        let excerpt = Excerpt { file: String::new(), line: 1, text: String::new(), cell: None };
        let label = Label { excerpt, span: 0..0, text: String::new() };
        let plant_operator = if role == Role::Lessee { Operator::Landlord } else { Operator::Company };
        Lease { role, kind, operator, plant_operator, instead: None, reason: None, period: None, label }
    }

    #[test]
    fn tables_a_1_and_a_2_of_the_scope_3_standard() {
        use Consolidation::{EquityShare, FinancialControl, OperationalControl};
        use Role::{Lessee, Lessor};
        for (role, approach, kind, operator, side) in [
            (Lessee, EquityShare, Kind::Finance, Operator::Company, Side::Own),
            (Lessee, EquityShare, Kind::Operating, Operator::Company, Side::Leased),
            (Lessee, FinancialControl, Kind::Finance, Operator::Landlord, Side::Own),
            (Lessee, FinancialControl, Kind::Operating, Operator::Company, Side::Leased),
            (Lessee, OperationalControl, Kind::Finance, Operator::Company, Side::Own),
            (Lessee, OperationalControl, Kind::Operating, Operator::Company, Side::Own),
            (Lessee, OperationalControl, Kind::Operating, Operator::Landlord, Side::Leased),
            (Lessor, EquityShare, Kind::Finance, Operator::Tenant, Side::Leased),
            (Lessor, EquityShare, Kind::Operating, Operator::Tenant, Side::Own),
            (Lessor, FinancialControl, Kind::Finance, Operator::Company, Side::Leased),
            (Lessor, FinancialControl, Kind::Operating, Operator::Tenant, Side::Own),
            (Lessor, OperationalControl, Kind::Finance, Operator::Tenant, Side::Leased),
            (Lessor, OperationalControl, Kind::Operating, Operator::Tenant, Side::Leased),
            (Lessor, OperationalControl, Kind::Operating, Operator::Company, Side::Own),
        ] {
            assert_eq!(lease(role, kind, operator).derived(approach, false), side, "{role:?} {approach:?} {kind:?} {operator:?}");
        }
    }

    #[test]
    fn the_overhead_of_a_hall_can_be_the_other_sides() {
        let approach = Consolidation::OperationalControl;
        let rented = lease(Role::Lessee, Kind::Operating, Operator::Company);
        assert_eq!(rented.category(Category::Scope2, approach, false), Category::Scope2);
        assert_eq!(rented.category(Category::Scope2, approach, true), Category::Scope3(8));
        let let_out = lease(Role::Lessor, Kind::Operating, Operator::Tenant);
        assert_eq!(let_out.category(Category::Scope2, approach, false), Category::Scope3(13));
        assert_eq!(let_out.category(Category::Scope2, approach, true), Category::Scope2);
    }
}
