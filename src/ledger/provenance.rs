//! How a quantity came about: by which meter, measured or estimated, verified or not. None of it changes a figure; findings read it.

use super::cells::Cells;
use crate::diagnostic::{Diagnostic, codes};
use crate::field::Field;

/// How a quantity came about (GHG Protocol Scope 3 Standard, 7.3; IFRS S2, B40 to B54).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// Read from a meter, a bill, a scale, an odometer: data of the activity itself.
    Measured,
    /// Worked out from something else: another period, a floor area, an average.
    Estimated,
}

impl Quality {
    /// Every word that column `quality` knows.
    const NAMED: [(&'static str, Self); 2] = [("measured", Self::Measured), ("estimated", Self::Estimated)];
}

/// How a quantity came about, as its record says.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Provenance {
    /// The meter that measured it; unique at its site.
    pub meter: Option<String>,
    /// The meter that it lies behind, which counts what it counts once more.
    pub parent_meter: Option<String>,
    /// Measured or estimated; `None`: the record does not say.
    pub quality: Option<Quality>,
    /// Whether somebody independent has verified it.
    pub verified: bool,
}

impl Provenance {
    /// `measured, verified`; empty where the record says nothing.
    pub fn words(&self) -> String {
        let quality = Quality::NAMED.iter().find(|(_, quality)| Some(*quality) == self.quality).map(|(word, _)| *word);
        quality.into_iter().chain(self.verified.then_some("verified")).collect::<Vec<_>>().join(", ")
    }
}

/// Reads the four columns; `None` when one of them is wrong.
pub fn provenance(cells: &mut Cells<'_>) -> Option<Provenance> {
    let (meter, parent_meter) = (cells.optional(Field::Meter), cells.optional(Field::ParentMeter));
    let quality = Quality::NAMED.iter().find(|(word, _)| *word == cells.text(Field::Quality)).map(|(_, quality)| *quality);
    let mut good = true;
    let mut refuse = |cells: &mut Cells<'_>, field, diagnostic| {
        cells.refuse(field, diagnostic);
        good = false;
    };
    if parent_meter.is_some() && (meter.is_none() || meter == parent_meter) {
        let message = if meter.is_none() { "`parent_meter` means nothing without `meter`" } else { "a meter cannot lie behind itself" };
        let diagnostic = Diagnostic::error(codes::INPUT_MISSING, message)
            .help("`meter` names the meter of this record, `parent_meter` the one before it");
        refuse(cells, Field::ParentMeter, diagnostic);
    }
    if quality.is_none() && !cells.text(Field::Quality).is_empty() {
        let message = format!("`{}` is no quality", cells.text(Field::Quality));
        let diagnostic = Diagnostic::error(codes::BAD_VALUE, message).help("it is `measured` or `estimated`; empty where nobody knows");
        refuse(cells, Field::Quality, diagnostic);
    }
    let verified = match cells.text(Field::Verified) {
        "" | "no" => false,
        "yes" => true,
        text => {
            let diagnostic = Diagnostic::error(codes::BAD_VALUE, format!("`{text}` is neither `yes` nor `no`"));
            refuse(cells, Field::Verified, diagnostic.help("`yes` where somebody independent has verified the quantity"));
            false
        }
    };
    good.then_some(Provenance { meter, parent_meter, quality, verified })
}
