//! `tonne explain`: the pages of methods, errors and findings, as they stand in the repository.

use super::Stop;
use clap::Args;
use tonne::audit::disclosure::CHECKS;
use tonne::diagnostic::{Diagnostic, codes};
use tonne::methods::METHODS;

mod pages {
    include!(concat!(env!("OUT_DIR"), "/pages.rs"));
}

#[derive(Args)]
pub struct Explain {
    /// The name of a method (`fuel-combustion`), or the name in the brackets of a message (`unit-mismatch`)
    name: String,
}

impl Explain {
    pub fn run(self) -> Result<String, Stop> {
        // A method, a finding and a check of the audit may share a name: what they say of it belongs together, so all are printed.
        let pages = pages::PAGES.iter().filter(|(name, _)| *name == self.name).map(|(_, page)| (*page).to_string());
        let checks = CHECKS.iter().filter(|check| check.name == self.name).map(|check| {
            let list = "docs/reference/published.md lists all of them";
            format!("# Check of `tonne audit`: {}\n\nIt fires when {}; {list}.\n", check.name, check.fires_when)
        });
        let found: Vec<String> = pages.chain(checks).collect();
        if !found.is_empty() {
            return Ok(found.join("\n"));
        }
        let methods: Vec<&str> = METHODS.iter().map(|(name, _)| *name).collect();
        let diagnostic = Diagnostic::error(codes::NO_PAGE, format!("there is no page `{}`", self.name))
            .suggest(&self.name, pages::PAGES.iter().map(|(name, _)| *name).chain(CHECKS.iter().map(|check| check.name)))
            .help(format!("methods: {}", methods.join(", ")))
            .help("errors and findings: the name in the brackets of a message, such as unit-mismatch");
        Err(Stop::Usage(diagnostic.into()))
    }
}
