//! What is wrong with this program, and with nothing that its user wrote.

use super::{Diagnostic, codes};
use std::fmt::Display;

impl Diagnostic {
    /// Something cannot be made that always can: nothing is printed in its place.
    pub fn fault(what: &str, why: impl Display) -> Self {
        Self::error(codes::FAULT_OF_TONNE, format!("{what} cannot be made: {why}"))
            .note("this is a fault of tonne, and not of your files")
            .help("tell those who keep tonne: the command, this message and, if you may share them, the files")
    }
}
