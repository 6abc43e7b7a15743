//! `[sites]`: where the company is active, and what is there.

use super::Reader;
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::document::Section;
use crate::inventory::{Asset, Consolidation, Site, lease};
use crate::number::Decimal;
use std::collections::BTreeMap;

impl Reader<'_> {
    pub(super) fn sites(&self, top: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<String, Site> {
        let mut sites = BTreeMap::new();
        let Some(list) = top.required_section("sites", problems) else { return sites };
        for id in list.keys() {
            let Some(section) = list.section(&id.value, problems) else { continue };
            let name = section.text("name", problems).map(|placed| placed.value);
            let region = section.required_text_such_as("region", "CN-BJ", problems);
            let lease = section.section("lease", problems).and_then(|section| {
                let lease = lease::read(&section, problems);
                section.finish(problems);
                lease
            });
            let kind = section.text("kind", problems).map(|placed| placed.value).unwrap_or_default();
            let area = measured(&section, "area", "m2", problems);
            let headcount = measured(&section, "headcount", "persons", problems);
            let assets = assets(&section, problems);
            section.finish(problems);
            let Some(region) = region else { continue };
            if self.regions.get(&region.value).is_none() {
                problems.push(self.regions.unknown(&region.value).at(section.document().label(region.span.clone(), "")));
            }
            sites.insert(
                id.value.clone(),
                Site { name: name.unwrap_or(id.value), region: region.value, lease, kind, area, headcount, assets },
            );
        }
        sites
    }
}

/// Reports leases under which the company says that it keeps operational control of what it lets, and does not say why.
pub(super) fn justified(sites: &BTreeMap<String, Site>, approach: Consolidation, problems: &mut Problems) {
    let leases = sites.iter().filter_map(|(id, site)| Some((id, site.lease.as_ref()?)));
    for (id, lease) in leases.filter(|(_, lease)| lease.keeps_control(approach) && lease.reason.is_none()) {
        let message = format!("`{id}` is let, and the lease does not say why the company keeps operational control");
        problems.push(
            Diagnostic::error(codes::MISSING_KEY, message)
                .at(lease.label.clone())
                .note("under operational control what is let is category 13; who keeps control discloses and justifies it (Scope 3 Standard, appendix A, endnote 4)")
                .help("add `reason = \"...\"`, or write `operator = \"tenant\"`"),
        );
    }
}

/// `area = { m2 = "2400", source = "..." }`: a size of a site, above zero, with its source.
fn measured(site: &Section<'_, '_>, key: &str, unit: &str, problems: &mut Problems) -> Option<Decimal> {
    let section = site.section(key, problems)?;
    let amount = section.required_decimal(unit, "2400", problems);
    section.required_text("source", problems);
    section.finish(problems);
    let amount = amount?;
    if amount.value <= Decimal::ZERO {
        let diagnostic = Diagnostic::error(codes::BAD_VALUE, format!("`{key}` must be above zero"));
        problems.push(diagnostic.at(section.document().label(amount.span, "")).help("what is not known is left out"));
        return None;
    }
    Some(amount.value)
}

/// `assets = ["refrigeration"]`.
fn assets(site: &Section<'_, '_>, problems: &mut Problems) -> Vec<(Asset, Label)> {
    let mut assets = Vec::new();
    for word in site.texts("assets", problems).unwrap_or_default() {
        let label = site.document().label(word.span, "the site has it");
        match Asset::NAMED.iter().find(|(known, _)| *known == word.value) {
            Some((_, asset)) => assets.push((*asset, label)),
            None => {
                let known = Asset::NAMED.iter().map(|(known, _)| *known);
                let diagnostic = Diagnostic::error(codes::BAD_VALUE, format!("`assets` cannot hold `{}`", word.value));
                let list = known.clone().collect::<Vec<_>>().join(", ");
                problems.push(diagnostic.at(label).suggest(&word.value, known).help(format!("it holds {list}")));
            }
        }
    }
    assets
}
