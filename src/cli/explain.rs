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
        // A method and a finding may share a name: the method's page says what the finding is about, so both are printed.
        let found: Vec<&str> = pages::PAGES.iter().filter(|(name, _)| *name == self.name).map(|(_, page)| *page).collect();
        if !found.is_empty() {
            return Ok(found.join("\n"));
        }
        if let Some(check) = CHECKS.iter().find(|check| check.name == self.name) {
            let list = "docs/reference/published.md lists all of them";
            return Ok(format!("# {}\n\nA check of `tonne audit`. It fires when {}; {list}.\n", check.name, check.fires_when));
        }
        let methods: Vec<&str> = METHODS.iter().map(|(name, _)| *name).collect();
        let diagnostic = Diagnostic::error(codes::NO_PAGE, format!("there is no page `{}`", self.name))
            .suggest(&self.name, pages::PAGES.iter().map(|(name, _)| *name).chain(CHECKS.iter().map(|check| check.name)))
            .help(format!("methods: {}", methods.join(", ")))
            .help("errors and findings: the name in the brackets of a message, such as unit-mismatch");
        Err(Stop::Usage(diagnostic.into()))
    }
}
