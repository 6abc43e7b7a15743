//! Why a word of the inventory or of a ledger is not in a list, and which word may have been meant.

use crate::activity::{Activities, is_within};
use crate::diagnostic::{Diagnostic, closest, codes};
use crate::region::Regions;

/// Why `activity` is none, without a place.
pub fn unknown_activity(activities: &Activities, activity: &str) -> Diagnostic {
    let paths = || activities.all().map(|family| family.path.as_str());
    let below: Vec<&str> = paths().filter(|path| is_within(path, activity)).collect();
    let diagnostic = Diagnostic::error(codes::UNKNOWN_ACTIVITY, format!("`{activity}` is not in the vocabulary of activities"));
    let diagnostic = diagnostic.suggest(activity, paths());
    let diagnostic = if below.is_empty() { diagnostic } else { diagnostic.help(format!("below it are {}", below.join(", "))) };
    diagnostic.help("the vocabulary: docs/reference/activities.md")
}

/// Why `region` is none, without a place.
pub fn unknown_region(regions: &Regions, region: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::UNKNOWN_REGION, format!("`{region}` is not a region that is known here"));
    let names =
        || regions.codes().filter_map(|code| regions.get(code)).flat_map(|known| known.names.iter().map(|name| (name, &known.code)));
    let long_enough = if region.is_ascii() { 4 } else { 2 };
    let holds = |name: &str| region.chars().count() >= long_enough && name.to_lowercase().contains(&region.to_lowercase());
    let near = closest(region, names().map(|(name, _)| name.as_str()));
    let held = || names().find(|(name, _)| holds(name)).map(|(_, code)| code);
    let code = near.and_then(|near| names().find(|(name, _)| *name == near)).map(|(_, code)| code).or_else(held);
    let diagnostic = match code {
        Some(code) => diagnostic.help(format!("write its code: `{code}`")),
        None => diagnostic.suggest(region, regions.codes()),
    };
    diagnostic.help("an ISO 3166 code such as HK or CN-BJ, or a grid such as CN-grid-north")
}
