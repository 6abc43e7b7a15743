//! What rows of one line share, as it is written: site, activity, category, unit, and what one unit of the quantity makes.

use crate::delimited::written;
use crate::figure::Of;
use crate::ledger::bulk::{Met, Quantity};
use crate::number::{Decimal, Exact, PerUnit, Tally};
use crate::trace::{Line, Posting};

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// A JSON object in each line.
    JsonLines,
}

impl Format {
    /// What stands before the first row.
    pub fn head(self) -> &'static str {
        match self {
            Self::Csv => "id,file,line,period,site,activity,category,quantity,unit,tco2e,tco2e_market,tco2_biogenic,mwh,exact\n",
            Self::JsonLines => "",
        }
    }
}

/// What rows of one line share.
#[derive(Debug)]
pub(super) struct Prepared {
    period: String,
    /// Site, activity and category.
    about: String,
    unit: String,
    emissions: Option<PerUnit>,
    market: Option<PerUnit>,
    biogenic: Option<PerUnit>,
    energy: Option<PerUnit>,
}

impl Prepared {
    pub(super) fn of(line: &Line, format: Format) -> Self {
        let record = &line.record;
        let cell = |name: &str, value: &str| match format {
            Format::Csv => text(value, format),
            Format::JsonLines => format!("\"{name}\":{}", text(value, format)),
        };
        let about = [cell("site", &record.site), cell("activity", &record.activity), cell("category", &record.category.to_string())];
        Self {
            period: text(&record.period.to_string(), format),
            about: about.join(","),
            unit: text(record.unit.symbol(), format),
            emissions: per_unit(line, Of::is_emission),
            market: market_per_unit(line),
            biogenic: per_unit(line, |of| *of == Of::Biogenic),
            energy: per_unit(line, |of| matches!(of, Of::Energy(_))),
        }
    }

    /// Writes a row.
    pub(super) fn write(&self, row: &Met<'_>, file: &str, format: Format, out: &mut Vec<u8>) {
        match format {
            Format::Csv => self.write_csv(row, file, out),
            Format::JsonLines => self.write_json(row, file, out),
        }
        out.push(b'\n');
    }

    fn write_csv(&self, row: &Met<'_>, file: &str, out: &mut Vec<u8>) {
        if written::stands_as_it_is(row.id) {
            out.extend_from_slice(row.id);
        } else {
            out.extend_from_slice(text(&String::from_utf8_lossy(row.id), Format::Csv).as_bytes());
        }
        out.push(b',');
        out.extend_from_slice(file.as_bytes());
        out.push(b',');
        write_integer(row.line, out);
        out.push(b',');
        out.extend_from_slice(if row.period.is_empty() { self.period.as_bytes() } else { row.period });
        out.push(b',');
        out.extend_from_slice(self.about.as_bytes());
        out.push(b',');
        write_quantity(row.quantity, out);
        out.push(b',');
        out.extend_from_slice(self.unit.as_bytes());
        let mut exact = true;
        for value in [&self.emissions, &self.market, &self.biogenic, &self.energy] {
            out.push(b',');
            exact &= value.as_ref().is_none_or(|value| times(value, row.quantity, out));
        }
        out.extend_from_slice(if exact { b",true" } else { b",false" });
    }

    fn write_json(&self, row: &Met<'_>, file: &str, out: &mut Vec<u8>) {
        let id = String::from_utf8_lossy(row.id);
        let period = if row.period.is_empty() { self.period.clone() } else { format!("\"{}\"", String::from_utf8_lossy(row.period)) };
        let head = format!("{{\"id\":{},\"file\":{file},\"line\":{},\"period\":{period},", text(&id, Format::JsonLines), row.line);
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(self.about.as_bytes());
        out.extend_from_slice(b",\"quantity\":\"");
        write_quantity(row.quantity, out);
        out.extend_from_slice(b"\",\"unit\":");
        out.extend_from_slice(self.unit.as_bytes());
        let mut exact = true;
        let values = [("tco2e", &self.emissions), ("tco2e_market", &self.market), ("tco2_biogenic", &self.biogenic), ("mwh", &self.energy)];
        for (name, value) in values {
            let Some(value) = value else { continue };
            out.extend_from_slice(format!(",\"{name}\":\"").as_bytes());
            exact &= times(value, row.quantity, out);
            out.push(b'"');
        }
        out.extend_from_slice(if exact { b",\"exact\":true}" } else { b",\"exact\":false}" });
    }
}

/// What a quantity of one makes of what `wanted` picks, on the location-based side. The quantity multiplies every formula once.
fn per_unit(line: &Line, wanted: impl Fn(&Of) -> bool) -> Option<PerUnit> {
    let mut tally: Option<Tally> = None;
    for posting in line.postings() {
        if !posting.is_of_market() && wanted(&posting.account.of) {
            let one = Posting { inputs: posting.inputs.with_quantity(Decimal::ONE).into(), ..posting };
            tally.get_or_insert_default().add(&one.fraction());
        }
    }
    tally.map(|tally| PerUnit::new(tally.exact()))
}

/// What a quantity of one makes on the market-based side; `None` without one. What instruments cover of a line is covered alike in all its rows.
fn market_per_unit(line: &Line) -> Option<PerUnit> {
    let market = line.market.as_ref()?;
    let mut tally = Tally::default();
    for posting in line.postings().into_iter().filter(Posting::is_of_market) {
        if market.covered.is_empty() {
            tally.add(&Posting { inputs: posting.inputs.with_quantity(Decimal::ONE).into(), ..posting }.fraction());
        } else {
            tally.add(&posting.fraction());
        }
    }
    if market.covered.is_empty() {
        return Some(PerUnit::new(tally.exact()));
    }
    tally.exact().divided_by(&Exact::from(line.record.quantity)).map(PerUnit::new)
}

fn times(value: &PerUnit, quantity: Quantity<'_>, out: &mut Vec<u8>) -> bool {
    match quantity {
        Quantity::Plain(number, _) => value.write_times(number, out),
        Quantity::Read(decimal) => value.write_times_decimal(decimal, out),
    }
}

fn write_quantity(quantity: Quantity<'_>, out: &mut Vec<u8>) {
    match quantity {
        Quantity::Plain(_, text) => out.extend_from_slice(text),
        Quantity::Read(decimal) => out.extend_from_slice(decimal.to_string().as_bytes()),
    }
}

fn write_integer(mut number: usize, out: &mut Vec<u8>) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// A text as a cell, or as a string of JSON.
pub(super) fn text(value: &str, format: Format) -> String {
    match format {
        Format::Csv => written::cell(value).into_owned(),
        Format::JsonLines => serde_json::Value::from(value).to_string(),
    }
}
