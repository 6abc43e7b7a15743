//! `tonne completions` and `tonne man`: what a shell and a manual need, from the same declarations as `--help`.

use super::{Arguments, Stop};
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use tonne::diagnostic::{Diagnostic, codes};

#[derive(Args)]
pub struct Completions {
    /// Your shell
    shell: Shell,
}

impl Completions {
    pub fn run(self) -> Result<String, Stop> {
        let mut out = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "tonne", &mut out);
        Ok(String::from_utf8_lossy(&out).into_owned())
    }
}

/// The page of `tonne`, then those of its commands.
#[derive(Args)]
pub struct Man {
    /// A command; without it, the page of `tonne` itself
    command: Option<String>,
}

impl Man {
    pub fn run(self) -> Result<String, Stop> {
        let mut tonne = Arguments::command();
        tonne.build();
        let page = match &self.command {
            None => tonne,
            Some(name) => match tonne.find_subcommand(name) {
                Some(found) => found.clone(),
                None => return Err(unknown(name, &tonne)),
            },
        };
        let mut out = Vec::new();
        clap_mangen::Man::new(page).render(&mut out).map_err(|error| Diagnostic::fault("the manual page", error))?;
        Ok(String::from_utf8_lossy(&out).into_owned())
    }
}

fn unknown(name: &str, commands: &clap::Command) -> Stop {
    let known: Vec<&str> = commands.get_subcommands().map(clap::Command::get_name).collect();
    let diagnostic = Diagnostic::error(codes::NO_PAGE, format!("there is no command `{name}`")).suggest(name, known.iter().copied());
    Stop::Usage(diagnostic.help(format!("commands: {}", known.join(", "))).into())
}
