//! `[waivers]`: findings that somebody has looked at and lets stand, each with its reason, which is printed.

use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Section;
use crate::inventory::Waiver;
use std::collections::BTreeMap;

/// The waivers, by the name of the finding.
pub(super) fn waivers(top: &Section<'_, '_>, problems: &mut Problems) -> BTreeMap<String, Waiver> {
    let mut waivers = BTreeMap::new();
    let Some(list) = top.section("waivers", problems) else { return waivers };
    for name in list.keys() {
        let Some(reason) = list.text(&name.value, problems) else { continue };
        let known = codes::ALL.iter().map(|(code, _)| code.name());
        if !known.clone().any(|code| code == name.value) {
            let diagnostic = Diagnostic::error(codes::BAD_VALUE, format!("there is no finding `{}`", name.value));
            let label = list.document().label(name.span.clone(), "");
            problems.push(diagnostic.at(label).suggest(&name.value, known).help("findings: docs/reference/errors.md"));
        } else if reason.value.trim().is_empty() {
            let diagnostic = Diagnostic::error(codes::BAD_VALUE, format!("the waiver of `{}` has no reason", name.value));
            problems
                .push(diagnostic.at(list.document().label(reason.span, "")).help("say why the finding may stand; the reason is printed"));
        }
        let label = list.document().label(name.span, "");
        waivers.insert(name.value, Waiver { reason: reason.value, label });
    }
    waivers
}
