//! All views. Adding one is a file in `tables/` or `disclosures/` and a line here.

use super::disclosures;
use super::notes;
use super::subject::Subject;
use super::tables;
use super::view::{Table, View};

/// A view that can be asked for.
#[derive(Debug)]
pub struct Listed {
    /// Its name: `hkex`.
    pub name: &'static str,
    /// What it is, for `--help`.
    pub what: &'static str,
    /// Its tables.
    tables: fn(&Subject<'_>) -> Vec<Table>,
    /// Whether the notes stand below it.
    notes: bool,
}

/// Every view.
pub const VIEWS: [Listed; 11] = [
    Listed { name: "summary", what: "totals, gases, energy, intensities", tables: tables::summary::tables, notes: true },
    Listed { name: "lines", what: "every line with what it adds", tables: tables::lines::tables, notes: false },
    Listed { name: "factors", what: "every factor used, with its citation", tables: tables::factors::tables, notes: false },
    Listed { name: "hkex", what: "HKEX Appendix C2, Parts C and D", tables: disclosures::hkex::tables, notes: true },
    Listed { name: "ifrs-s2", what: "IFRS S2, paragraph 29", tables: disclosures::ifrs_s2::tables, notes: true },
    Listed { name: "esrs-e1", what: "ESRS E1-5 and E1-6", tables: disclosures::esrs_e1::tables, notes: true },
    Listed { name: "cdp", what: "CDP questionnaire, module 7", tables: disclosures::cdp::tables, notes: true },
    Listed { name: "ghgp", what: "GHG Protocol Corporate and Scope 3 Standards", tables: disclosures::ghgp::tables, notes: true },
    Listed { name: "iso14064", what: "ISO 14064-1 categories", tables: disclosures::iso14064::tables, notes: true },
    Listed { name: "secr", what: "UK Streamlined Energy and Carbon Reporting", tables: disclosures::secr::tables, notes: true },
    Listed { name: "assurance-pack", what: "what an auditor asks for", tables: tables::assurance_pack::tables, notes: true },
];

impl Listed {
    /// The view of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        VIEWS.iter().find(|view| view.name == name)
    }

    /// Shows it.
    pub fn show(&self, subject: &Subject<'_>) -> View {
        View {
            name: self.name,
            title: subject.labels.get(&format!("view.{}", self.name)).to_string(),
            organisation: subject.current.trace.inventory.organisation.clone(),
            language: subject.labels.language().tag(),
            tables: (self.tables)(subject).into_iter().filter(|table| !table.rows.is_empty()).collect(),
            notes_title: subject.labels.get("title.notes").to_string(),
            notes: if self.notes { notes::all(subject) } else { Vec::new() },
        }
    }
}
