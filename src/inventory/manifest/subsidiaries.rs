//! `[[subsidiaries]]`: inventories whose lines join this one.

use crate::diagnostic::{Diagnostic, Problems, codes};
use crate::document::Section;
use crate::folder::leads_outside;
use crate::inventory::Subsidiary;
use crate::number::Decimal;

/// The subsidiaries, in the order of the file.
pub(super) fn subsidiaries(top: &Section<'_, '_>, problems: &mut Problems) -> Vec<Subsidiary> {
    let mut found: Vec<Subsidiary> = Vec::new();
    for section in top.sections("subsidiaries", problems) {
        let folder = section.required_text("folder", problems);
        let share = section.required_decimal("share", "0.60", problems);
        let controlled = section.required_choice("control", &[("yes", true), ("no", false)], problems);
        section.finish(problems);
        let document = section.document();
        if let Some(share) = share.as_ref().filter(|share| share.value > Decimal::ONE || share.value <= Decimal::ZERO) {
            let diagnostic =
                Diagnostic::error(codes::BAD_VALUE, "a share is above 0 and at most 1").at(document.label(share.span.clone(), ""));
            problems.push(diagnostic.help("60 % is \"0.60\""));
        }
        let (Some(folder), Some(share), Some(controlled)) = (folder, share, controlled) else { continue };
        let label = document.label(folder.span, "named here");
        if leads_outside(&folder.value) || folder.value.trim_matches(['.', '/']).is_empty() {
            let message = format!("`{}` is not a folder below the inventory of the group", folder.value);
            problems.push(Diagnostic::error(codes::PATH_OUTSIDE, message).at(label).help("put the subsidiary's folder into the group's"));
        } else if let Some(first) = found.iter().find(|other| other.folder == folder.value) {
            let message = format!("the subsidiary `{}` is named twice", folder.value);
            problems.push(Diagnostic::error(codes::BAD_VALUE, message).at(label).at(first.label.clone()));
        } else {
            found.push(Subsidiary { folder: folder.value, share: share.value, controlled, label });
        }
    }
    found
}
