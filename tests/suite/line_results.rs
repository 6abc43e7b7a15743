//! What every row adds, written in the order of the ledgers: the same as the lines of a small inventory, and it adds up to the figures.

use crate::inventory_folder::Folder;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use tonne::figure::{Energy, Key};
use tonne::line_results::Format;
use tonne::number::{Exact, parse};
use tonne::totals::Totals;
use tonne::{Batches, Options};

/// The rows that are written, by so many threads.
fn written(folder: &Path, threads: usize) -> Vec<BTreeMap<String, String>> {
    let mut out = Vec::new();
    let options = Options { threads: Some(threads), ..Options::default() };
    tonne::compute_and_write_lines(folder, &options, Format::Csv, &mut out).expect("a good inventory");
    let mut reader = csv::Reader::from_reader(out.as_slice());
    reader.deserialize().map(|row: Result<BTreeMap<String, String>, _>| row.unwrap()).collect()
}

/// Every row is the line of the small inventory.
fn is_what_lines_are(folder: &Path) {
    let (trace, _) = tonne::compute_with(folder, &Options { batches: Batches::Never, ..Options::default() }).expect("a good inventory");
    for threads in [1, 3] {
        let rows = written(folder, threads);
        assert_eq!(rows.len(), trace.lines.len());
        for (row, line) in rows.iter().zip(&trace.lines) {
            let record = &line.record;
            let text = |value: Option<Exact>| value.map_or(String::new(), |value| value.text().digits);
            let figure = Key::Category(record.category);
            // What instruments cover is spread over the rows that are added up.
            let spread = line.market.as_ref().is_some() && !trace.inventory.instruments.is_empty();
            for (column, value) in [
                ("id", record.id.clone()),
                ("file", record.place.file().to_string()),
                ("line", record.place.line().to_string()),
                ("period", record.period.to_string()),
                ("site", record.site.clone()),
                ("activity", record.activity.clone()),
                ("category", record.category.to_string()),
                ("unit", record.unit.to_string()),
                ("tco2e", text(line.adds(&figure))),
                ("tco2e_market", text(line.market.as_ref().and_then(|_| line.adds(&Key::Scope2Market)))),
                ("tco2_biogenic", text(line.adds(&Key::Biogenic(Box::new(figure))))),
                ("mwh", text(line.adds(&Key::Energy(Energy::Total)))),
            ] {
                assert!(row[column] == value || spread && column == "tco2e_market", "{column} of {}: {} {value}", record.id, row[column]);
            }
            assert_eq!(parse(&row["quantity"]), parse(&record.quantity.to_string()), "quantity of {}", record.id);
        }
    }
}

#[test]
fn rows_of_a_group_are_its_lines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    is_what_lines_are(&root.join("docs/reference/methods/group.in/by-share"));
}

#[test]
fn the_columns_are_those_of_the_documentation() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/lines.md")).unwrap();
    let listed: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert_eq!(Format::Csv.head().trim_end().split(',').collect::<Vec<_>>(), listed);
}

#[test]
fn rows_of_the_market_based_side_add_up_to_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/harbour-cloud/2025");
    let (trace, _) = tonne::compute(&root).unwrap();
    let rows = written(&root, 2);
    let market: Vec<_> = rows.iter().filter(|row| !row["tco2e_market"].is_empty()).collect();
    assert!(market.len() > 10 && market.iter().all(|row| row["category"] == "scope2"));
    let sum = Exact::sum(&market.iter().map(|row| Exact::from(parse(&row["tco2e_market"]).unwrap())).collect::<Vec<_>>());
    let totals = Totals::of(&trace);
    let gap = totals.find("scope2.market").unwrap().1.value.minus(&sum);
    // Each row may be cut behind 24 decimals.
    let cut = Exact::from(parse("0.000000000000000000000001").unwrap()).times(&Exact::from(i64::try_from(market.len()).unwrap()));
    assert!(!cut.minus(&gap).is_negative() && !cut.plus(&gap).is_negative(), "{gap:?}");
}

#[test]
fn rows_of_the_examples_are_their_lines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples");
    for example in ["kingsoft-cloud/2024", "kingsoft-cloud/2025", "harbour-cloud/2025"] {
        is_what_lines_are(&root.join(example));
    }
}

#[test]
fn a_row_that_must_be_read_with_care_is_as_good_as_any() {
    let long = "n".repeat(300_000);
    let rows = [
        "R1,2025-03,beijing,electricity/grid,1.50,MWh".to_string(),
        "\"R,2\",2025-03-04,beijing,\"electricity/grid\", 0002.5 ,MWh".to_string(),
        "\"R\n3\",2025,beijing,electricity/grid,+7,MWh".to_string(),
        "R4,2025-01/2025-03,beijing,electricity/grid,0.123456789012345678901,MWh".to_string(),
        format!("R5-{long},2025-02,tianjin,electricity/grid,12,MWh"),
        "R\"6\"\",2025-02,tianjin,electricity/grid,3,MWh".to_string(),
    ];
    is_what_lines_are(Folder::with(&[rows.to_vec()]).path());
    is_what_lines_are(Folder::with(&[rows[..5].to_vec(), rows[5..].to_vec()]).path());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn rows_add_up_to_the_figures(quantities in prop::collection::vec((0_u64..1_000_000_000, 1_u8..13, 0_usize..3), 1..200)) {
        let rows: Vec<String> = quantities.iter().enumerate().map(|(index, (quantity, month, site))| {
            format!("R{index},2025-{month:02},{},electricity/grid,{}.{:03},MWh", ["beijing", "tianjin", "hong-kong"][*site], quantity / 1000, quantity % 1000)
        }).collect();
        let folder = Folder::with(&[rows]);
        let sum = Exact::sum(&written(folder.path(), 2).iter().map(|row| Exact::from(parse(&row["tco2e"]).unwrap())).collect::<Vec<_>>());
        let (trace, _) = tonne::compute(folder.path()).expect("a good inventory");
        let totals = Totals::of(&trace);
        prop_assert_eq!(Some(&sum), totals.find("scope2.location").map(|(_, figure)| &figure.value));
    }
}
