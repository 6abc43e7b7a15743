//! The register of contractual instruments: certificates, green power trades, contracts (GHG Protocol Scope 2 Guidance, chapter 7).

use crate::delimited::{Delimited, Row};
use crate::diagnostic::{Diagnostic, Label, Problems, codes};
use crate::number::{Decimal, parse};
use crate::period::{Period, last_day};
use crate::region::Regions;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What kind of instrument it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An energy attribute certificate, such as a Chinese green electricity certificate; one is 1 MWh.
    Certificate,
    /// Green power bought together with its certificate.
    GreenPowerTrade,
    /// A power purchase agreement.
    Ppa,
}

/// Every kind with the word a register uses for it.
const KINDS: [(&str, Kind); 3] = [("certificate", Kind::Certificate), ("green-power-trade", Kind::GreenPowerTrade), ("ppa", Kind::Ppa)];

impl Kind {
    /// The word a register uses for it.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// What became of the certificates of electricity that is bought from a generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certificates {
    /// They were transferred to the reporting company.
    Transferred,
    /// None were issued, and the generator sells the claim to nobody else.
    NoneIssued,
    /// They were sold to somebody else.
    Sold,
}

/// Every fate of certificates with the word a register uses for it.
const CERTIFICATES: [(&str, Certificates); 3] =
    [("transferred", Certificates::Transferred), ("none-issued", Certificates::NoneIssued), ("sold", Certificates::Sold)];

/// The columns that a register has.
const REQUIRED: [&str; 12] = [
    "id",
    "type",
    "mwh",
    "technology",
    "generator",
    "generated",
    "serials",
    "retired_on",
    "retired_for",
    "market",
    "emission_rate",
    "evidence",
];

/// The columns that it may have; `commissioned` and `note` are kept for people.
const OPTIONAL: [&str; 5] = ["site", "certificates", "vintage_reason", "commissioned", "note"];

/// One instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// Unique in the register.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// How much electricity it stands for.
    pub mwh: Decimal,
    /// How it was generated.
    pub technology: String,
    /// By whom.
    pub generator: String,
    /// When.
    pub generated: Period,
    /// The range of serial numbers.
    pub serials: String,
    /// When it was retired; `None`: it was not.
    pub retired_on: Option<Date>,
    /// For whom.
    pub retired_for: String,
    /// The country or grid whose market it belongs to.
    pub market: String,
    /// The site that it is applied to; empty: all sites of its market.
    pub site: String,
    /// kg CO2e per kWh that it conveys.
    pub emission_rate: Decimal,
    /// What became of the certificates; a power purchase agreement has to say.
    pub certificates: Option<Certificates>,
    /// Why nothing generated closer to the reporting period could be had; empty where it lies inside.
    pub vintage_reason: String,
    /// The document that proves it.
    pub evidence: String,
    /// Its line in the register.
    pub line: usize,
    /// The register.
    pub file: String,
    /// Points at it, for messages.
    pub label: Label,
}

/// Reads a register.
///
/// # Errors
/// Everything that is missing or malformed, at once.
pub fn read(file: &str, bytes: &[u8], sites: &BTreeMap<String, super::Site>, regions: &Regions) -> Result<Vec<Instrument>, Problems> {
    let sheet = Delimited::read(file, bytes)?;
    let mut problems = sheet.check_columns("a register", &REQUIRED, &OPTIONAL);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut instruments: Vec<Instrument> = Vec::new();
    for row in &sheet.rows {
        let reader = RowReader { sheet: &sheet, row, sites, regions };
        let Some(instrument) = reader.instrument(&mut problems) else { continue };
        instruments.iter().filter_map(|first| twice(first, &instrument)).for_each(|twice| problems.push(twice));
        instruments.push(instrument);
    }
    problems.or(instruments)
}

/// Why two instruments cannot both count: one serial number carries one claim.
fn twice(first: &Instrument, second: &Instrument) -> Option<Diagnostic> {
    let message = if first.id == second.id {
        format!("id `{}` stands twice in the register", first.id)
    } else {
        let shared = super::serials::shared(&first.serials, &second.serials)?;
        format!("`{}` and `{}` both hold serial number {shared}: one number, one claim", first.id, second.id)
    };
    let diagnostic = Diagnostic::error(codes::INSTRUMENT_TWICE, message).at(second.label.clone()).at(first.label.clone());
    Some(diagnostic.note("criterion 2 of the Scope 2 Guidance, table 7.1: the only instrument that carries the claim"))
}

struct RowReader<'a> {
    sheet: &'a Delimited,
    row: &'a Row,
    sites: &'a BTreeMap<String, super::Site>,
    regions: &'a Regions,
}

impl RowReader<'_> {
    fn text(&self, name: &str) -> &str {
        self.sheet.column(name).map_or("", |column| self.row.cell(column))
    }

    fn instrument(&self, problems: &mut Problems) -> Option<Instrument> {
        let before = problems.as_slice().len();
        let mut wrong = |name: &str, message: String| {
            let label = self.sheet.label(self.row, self.sheet.column(name).unwrap_or_default(), format!("column `{name}`"));
            problems.push(
                Diagnostic::error(codes::INSTRUMENT_MALFORMED, message)
                    .at(label)
                    .help("columns of a register: docs/reference/instruments.md"),
            );
        };
        for name in ["id", "technology", "generator", "serials", "evidence"] {
            if self.text(name).is_empty() {
                wrong(name, format!("`{name}` is empty"));
            }
        }
        let kind = KINDS.iter().find(|(word, _)| *word == self.text("type")).map(|(_, kind)| *kind);
        if kind.is_none() {
            wrong("type", format!("`{}` is no type of instrument: certificate, green-power-trade or ppa", self.text("type")));
        }
        let certificates = CERTIFICATES.iter().find(|(word, _)| *word == self.text("certificates")).map(|(_, fate)| *fate);
        if certificates.is_none() && !self.text("certificates").is_empty() {
            let message = format!("`{}` says nothing of certificates: transferred, none-issued or sold", self.text("certificates"));
            wrong("certificates", message);
        }
        let mut number = |name: &str| {
            let read = parse(self.text(name)).ok().filter(|number| !number.is_sign_negative());
            if read.is_none() {
                wrong(name, format!("`{}` is not a number from 0 up", self.text(name)));
            }
            read
        };
        let (mwh, emission_rate) = (number("mwh"), number("emission_rate"));
        let generated = Period::parse(self.text("generated"));
        if generated.is_none() {
            wrong("generated", format!("`{}` is not a period", self.text("generated")));
        }
        let retired_on = last_day(self.text("retired_on")).filter(|_| self.text("retired_on").len() == 10);
        if retired_on.is_none() && !self.text("retired_on").is_empty() {
            wrong("retired_on", format!("`{}` is not a day; leave it empty if it is not retired", self.text("retired_on")));
        }
        if self.regions.get(self.text("market")).is_none() {
            wrong("market", format!("`{}` is not a region that is known here", self.text("market")));
        }
        if !self.text("site").is_empty() && !self.sites.contains_key(self.text("site")) {
            wrong("site", format!("the inventory has no site `{}`", self.text("site")));
        }
        if problems.as_slice().len() > before {
            return None;
        }
        let owned = |name: &str| self.text(name).to_string();
        Some(Instrument {
            id: owned("id"),
            kind: kind?,
            mwh: mwh?,
            technology: owned("technology"),
            generator: owned("generator"),
            generated: generated?,
            serials: owned("serials"),
            retired_on,
            retired_for: owned("retired_for"),
            market: owned("market"),
            site: owned("site"),
            emission_rate: emission_rate?,
            certificates,
            vintage_reason: owned("vintage_reason"),
            evidence: owned("evidence"),
            line: self.row.line(),
            file: self.sheet.file.clone(),
            label: self.sheet.label(self.row, 0, ""),
        })
    }
}
