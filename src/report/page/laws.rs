//! What holds of every page: the formula that a line links to, with the line's own numbers in it, comes to what the line shows.

use super::formulas::{Block, Formulas, Product};
use super::lines::{self, Row, Side};
use super::provenance::Provenance;
use super::words::Tongues;
use crate::activity::Activities;
use crate::language::{Labels, Language};
use crate::number::{Exact, parse};
use crate::region::Regions;
use crate::report::subject::{Subject, Year};
use crate::totals::Totals;
use std::path::Path;

/// One line of which an instrument covers a part that is no decimal (100 MWh over a PUE of 1.3), one without a PUE that it covers as a
/// whole, and one of another unit.
const LEDGER: &str = "id,period,site,activity,quantity,unit,pue
A,2025-01,hall,electricity/grid,60,MWh,
B,2025-02,hall,electricity/grid,20000,kWh,
C,2025-03,hall,electricity/grid,500,MWh,1.3
D,2025-04,hall,electricity/grid,700,MWh,1.3
";

const REGISTER: &str =
    "id,type,mwh,technology,generator,commissioned,generated,serials,retired_on,retired_for,market,emission_rate,evidence,site,note
G,certificate,100,wind,made up,2024-01,2025,1 to 100,2026-01-01,Made up,CN,0.012,x.pdf,hall,made up
";

const MANIFEST: &str = r#"
[inventory]
organisation = "Made up"
period = "2025"
as-of = "2026-03-31"
consolidation = "operational-control"
consolidation-reason = "made up"
[choices]
gwp = "ipcc/gwp@ar5"
vintage = "same-year-else-latest"
scope2 = ["location-based", "market-based"]
[[factors]]
activities = "electricity"
tables = ["cn-mee/electricity"]
[sites]
hall = { region = "CN-BJ" }
[[ledgers]]
file = "l.csv"
[instruments]
file = "register.csv"
[scope3]
"#;

/// Checks every line of an inventory; how many formulas it links to.
fn check(folder: &Path) -> usize {
    let (trace, house) = crate::compute(folder).unwrap();
    let (totals, regions, labels) = (Totals::of(&trace), Regions::shipped(), Language::NAMED.map(|(_, language)| Labels::of(language)));
    let current = Year { trace: &trace, totals: &totals, findings: &[] };
    let subject =
        Subject { current, earlier: &[], library: &house.library, activities: &house.activities, regions: &regions, labels: &labels[0] };
    let (tongues, activities) = (Tongues::of(&subject, &labels), Activities::shipped());
    let provenance = Provenance::of(&tongues);
    let mut formulas = Formulas::new(&tongues, &activities, &provenance);
    let places = lines::places(&tongues, &activities, &mut formulas);
    let blocks = formulas.done();
    let rows: Vec<&Row> = places.iter().flat_map(|place| &place.groups).flat_map(|group| &group.rows).collect();
    assert_eq!(rows.len(), trace.lines.len());
    for row in rows {
        for side in [Some(&row.emissions), row.market.as_ref()].into_iter().flatten().filter(|side| !side.exact.is_empty()) {
            assert_eq!(come_to(side, &blocks).text().digits, side.exact, "{}", row.id);
        }
    }
    blocks.len()
}

/// The sum of the products that a line links to, of the emissions among them.
fn come_to(side: &Side, blocks: &[Block]) -> Exact {
    let each = side.from.iter().flat_map(|from| {
        let numbers: Vec<Exact> = from.numbers.split('|').map(exact).collect();
        let emissions = blocks[from.formula].products.iter().filter(|product| product.unit == "tCO2e");
        emissions.map(move |product| product_of(product, &numbers)).collect::<Vec<_>>()
    });
    Exact::sum(&each.collect::<Vec<_>>())
}

fn product_of(product: &Product, numbers: &[Exact]) -> Exact {
    product.terms.iter().fold(Exact::one(), |running, term| {
        let value = term.input.parse::<usize>().map_or_else(|_| exact(&term.value), |position| numbers[position].clone());
        if term.sign == "÷" { running.divided_by(&value).unwrap() } else { running.times(&value) }
    })
}

fn exact(text: &str) -> Exact {
    Exact::from(parse(text).unwrap())
}

#[test]
fn lines_of_the_examples_come_to_what_they_show() {
    for example in ["harbour-cloud/2025", "kingsoft-cloud/2025"] {
        check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples").join(example));
    }
}

#[test]
fn a_part_that_is_no_decimal_has_a_formula_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let categories: String = (1..=15).map(|number| format!("{number} = {{ status = \"not-evaluated\" }}\n")).collect();
    for (name, text) in [("inventory.toml", format!("{MANIFEST}{categories}")), ("l.csv", LEDGER.into()), ("register.csv", REGISTER.into())]
    {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    assert!(check(folder.path()) > 4);
}
