//! `[choices]`: what changes a figure, or how it is printed.

use super::Reader;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Section;
use crate::factors::{Property, Quantity, vintage};
use crate::inventory::{AcrossYears, Choices};
use crate::number::rounding;

/// Decimals that may be printed at the most.
const MOST_DECIMALS: u32 = 12;

impl Reader<'_> {
    pub(super) fn choices(&self, section: &Section<'_, '_>, problems: &mut Problems) -> Option<Choices> {
        let gwp = section.required_text_such_as("gwp", "ipcc/gwp@ar5", problems).filter(|placed| match self.gwp_fault(&placed.value) {
            Some(diagnostic) => {
                problems.push(diagnostic.at(section.document().label(placed.span.clone(), "")));
                false
            }
            None => true,
        });
        let vintage = section.required_choice("vintage", &vintage::Rule::NAMED, problems);
        let mut market_based = false;
        match section.required_texts("scope2", "[\"location-based\"]", problems) {
            Some(bases) if bases.iter().any(|basis| basis.value == "location-based") => {
                market_based = bases.iter().any(|basis| basis.value == "market-based");
                for basis in bases.iter().filter(|basis| !["location-based", "market-based"].contains(&basis.value.as_str())) {
                    problems.push(
                        Diagnostic::error(codes::BAD_VALUE, format!("`scope2` cannot hold `{}`", basis.value))
                            .at(section.document().label(basis.span.clone(), ""))
                            .help("it holds \"location-based\", and \"market-based\" beside it if you like"),
                    );
                }
            }
            Some(_) => problems.push(
                Diagnostic::error(codes::BAD_VALUE, "`choices.scope2` must hold \"location-based\"")
                    .at(section.label("in this part"))
                    .note("IFRS S2, 29(a)(v) and HKEX Appendix C2, 29(c) ask for it"),
            ),
            None => {}
        }
        let across_years = section.choice("across-years", &[("start", AcrossYears::Start), ("end", AcrossYears::End)], problems);
        let rounding = section.choice("rounding", &rounding::Mode::NAMED, problems);
        let decimals = section.whole("decimals", MOST_DECIMALS, problems);
        let intensity_decimals = section.whole("intensity-decimals", MOST_DECIMALS, problems);
        Some(Choices {
            gwp: gwp?.value,
            vintage: vintage?,
            market_based,
            across_years,
            rounding: rounding.unwrap_or(rounding::Mode::HalfUp),
            decimals: decimals.unwrap_or(2),
            intensity_decimals: intensity_decimals.unwrap_or(2),
        })
    }

    /// Why a table cannot be the set of GWPs, without a place.
    fn gwp_fault(&self, id: &str) -> Option<Diagnostic> {
        if !self.library.ids().any(|known| known == id) {
            return Some(self.library.unknown(id));
        }
        let table = self.library.table(id).ok()?;
        let holds_gwps = table.columns.iter().any(|column| column.quantity == Quantity::Property(Property::Gwp100));
        (!holds_gwps).then(|| {
            let message = format!("`{id}` is not a table of GWPs");
            Diagnostic::error(codes::BAD_VALUE, message).help("choose one of the editions of `ipcc/gwp`, for example \"ipcc/gwp@ar5\"")
        })
    }
}
