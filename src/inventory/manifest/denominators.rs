//! `[denominators]`.

use super::Reader;
use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Section;
use crate::inventory::Denominator;
use std::collections::BTreeMap;

impl Reader<'_> {
    pub(super) fn denominators(&self, top: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<String, Denominator> {
        let mut denominators = BTreeMap::new();
        let Some(list) = top.section("denominators", problems) else { return denominators };
        for name in list.keys() {
            let Some(section) = list.section(&name.value, problems) else { continue };
            let amount = section.required_decimal("amount", "9558.6", problems);
            let unit = section.required_text_such_as("unit", "RMB million", problems);
            let source = section.required_text("source", problems);
            section.finish(problems);
            let document = section.document();
            if let Some(amount) = amount.as_ref().filter(|amount| amount.value <= crate::number::Decimal::ZERO) {
                problems.push(
                    Diagnostic::error(codes::BAD_VALUE, format!("the denominator `{}` must be above zero", name.value))
                        .at(document.label(amount.span.clone(), ""))
                        .help("what is not known is left out, with its intensities"),
                );
            }
            let (Some(amount), Some(unit), Some(source)) = (amount, unit, source) else { continue };
            match self.library.units().get(&unit.value) {
                Some(known) => {
                    let denominator = Denominator { amount: amount.value, unit: known.clone(), source: source.value };
                    denominators.insert(name.value, denominator);
                }
                None => problems.push(self.library.units().unknown(&unit.value).at(document.label(unit.span, ""))),
            }
        }
        denominators
    }
}
