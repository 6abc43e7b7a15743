//! Views of postings: whatever takes a total apart adds up to it, a path below a family is of the family, and the share of a group is a
//! factor and nothing else.

use crate::inventory_folder::{Folder, manifest};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use tonne::House;
use tonne::language::{Labels, Language};
use tonne::number::{Exact, parse};
use tonne::region::Regions;
use tonne::report::subject::{Subject, Year};
use tonne::report::view::{Cell, Table, View};
use tonne::report::views::Listed;
use tonne::totals::Totals;
use tonne::trace::Trace;

/// Every kind of energy and of emissions that a row of a disclosure could forget: activity, unit, category.
const KINDS: [(&str, &str, &str); 16] = [
    ("electricity/grid", "MWh", ""),
    ("electricity/grid/hall-b", "MWh", ""),
    ("electricity/on-site", "MWh", ""),
    ("electricity/on-site/roof", "MWh", ""),
    ("electricity/on-site-sold", "MWh", ""),
    ("fuel/diesel/commercial", "L", ""),
    ("fuel/petrol/commercial", "kg", ""),
    ("fuel/natural-gas/commercial", "kg", ""),
    ("fuel/lpg/commercial", "kg", ""),
    ("fuel/biodiesel/commercial", "t", ""),
    ("fugitive/HFC-134a", "kg", ""),
    ("carried-in/energy/indirect", "MWh", ""),
    ("carried-in/energy/direct", "MWh", ""),
    ("carried-in/emissions", "tCO2e", "scope1"),
    ("carried-in/emissions", "tCO2e", "scope2"),
    ("travel/rail/national", "passenger.km", ""),
];

fn ledger(rows: &[(usize, u64)]) -> String {
    let row = |(index, (kind, quantity)): (usize, &(usize, u64))| {
        let (activity, unit, category) = KINDS[*kind];
        // A site sells no more than it makes, which nobody looks at here.
        format!("R{index},2025,{},{activity},{}.{:02},{unit},{category}", ["beijing", "tianjin"][index % 2], quantity / 100, quantity % 100)
    };
    let rows: Vec<String> = rows.iter().enumerate().map(row).collect();
    format!("id,period,site,activity,quantity,unit,category\n{}\n", rows.join("\n"))
}

const LEDGER: &str = "\n[[ledgers]]\nfile = \"0.csv\"\n";

fn view(name: &str, trace: &Trace, house: &House) -> View {
    let (totals, regions, labels) = (Totals::of(trace), Regions::shipped(), Labels::of(Language::English));
    let current = Year { trace, totals: &totals, findings: &[] };
    let subject =
        Subject { current, earlier: &[], library: &house.library, activities: &house.activities, regions: &regions, labels: &labels };
    Listed::named(name).unwrap().show(&subject)
}

fn number(table: &Table, row: &str, column: &str) -> Option<Exact> {
    let index = table.columns.iter().position(|each| each.key == column)?;
    let found = table.rows.iter().find(|each| each.key == row)?;
    match &found.cells[index] {
        Cell::Number(number) => Some(number.exact.clone()),
        _ => None,
    }
}

/// The sum of the numbers of a column in the rows that `belongs` picks, and that of one row.
fn adds_up(table: &Table, belongs: impl Fn(&str) -> bool, total: &str) {
    let parts = table.rows.iter().filter(|row| belongs(&row.key)).filter_map(|row| number(table, &row.key, "current"));
    let parts: Vec<Exact> = parts.collect();
    assert_eq!((!parts.is_empty()).then(|| Exact::sum(&parts)), number(table, total, "current"), "{} of {}", total, table.name);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn rows_of_disclosures_add_up_to_their_totals(rows in prop::collection::vec((0..KINDS.len(), 1_u64..10_000_000), 1..20)) {
        let folder = Folder::with_ledgers("2025", LEDGER, vec![("0.csv".into(), ledger(&rows).into_bytes())]);
        let (trace, house) = tonne::compute(folder.path()).expect("a good inventory");
        for table in view("secr", &trace, &house).tables {
            adds_up(&table, |key| key.starts_with("energy."), "energy");
            adds_up(&table, |key| key.starts_with("emissions."), "emissions");
        }
        let esrs = view("esrs-e1", &trace, &house);
        let energy = esrs.tables.iter().find(|table| table.name == "e1-5").unwrap();
        // The kinds of purchased energy are not told.
        adds_up(energy, |key| key != "energy.total", "energy.total");
        let cdp = view("cdp", &trace, &house);
        // A table without energy is not shown.
        for (places, row) in cdp.tables.iter().filter(|table| table.name == "energy-countries").flat_map(|table| table.rows.iter().map(move |row| (table, row))) {
            let columns = places.columns.iter().filter(|column| !["label", "total"].contains(&&*column.key));
            let parts: Vec<Exact> = columns.filter_map(|column| number(places, &row.key, &column.key)).collect();
            prop_assert_eq!((!parts.is_empty()).then(|| Exact::sum(&parts)), number(places, &row.key, "total"));
        }
    }

    /// A meter that a company tells apart, as a path below a family, changes no figure, on either side of Scope 2.
    #[test]
    fn a_path_below_a_family_is_of_the_family(quantities in prop::collection::vec(1_u64..1_000_000, 1..6), mwh in 0_u64..2_000_000) {
        let (of_family, below) = (with_certificate(&quantities, mwh, ""), with_certificate(&quantities, mwh, "/hall-b"));
        prop_assert!(of_family.contains_key("scope2.market"));
        prop_assert_eq!(of_family, below);
    }

    /// A group that owns a share of one subsidiary has exactly that share of each of its figures.
    #[test]
    fn a_group_has_its_share_of_a_subsidiary(rows in prop::collection::vec((0..KINDS.len(), 1_u64..10_000_000), 1..12), share in 1_u64..1000) {
        let own = equity(&manifest("2025", LEDGER));
        let subsidiary = format!("\n[[subsidiaries]]\nfolder = \"east\"\nshare = \"0.{share:03}\"\ncontrol = \"no\"\n");
        let group = equity(&manifest("2025", &subsidiary));
        let folder = Folder::of(&[
            ("inventory.toml".into(), group.into_bytes()),
            ("east/inventory.toml".into(), own.into_bytes()),
            ("east/0.csv".into(), ledger(&rows).into_bytes()),
        ]);
        let values = |trace: &Trace| -> BTreeMap<String, Exact> {
            let figures = Totals::of(trace);
            let sums = figures.iter().filter(|(key, _)| !key.to_string().starts_with("intensity."));
            sums.map(|(key, figure)| (key.to_string(), figure.value.clone())).collect()
        };
        let (of_group, _) = tonne::compute(folder.path()).expect("a good group");
        let (alone, _) = tonne::compute(&folder.path().join("east")).expect("a good subsidiary");
        let share = Exact::from(parse(&format!("0.{share:03}")).unwrap());
        let scaled: BTreeMap<String, Exact> = values(&alone).into_iter().map(|(key, value)| (key, value.times(&share))).collect();
        prop_assert_eq!(values(&of_group), scaled);
    }
}

fn equity(manifest: &str) -> String {
    manifest.replace("consolidation = \"operational-control\"", "consolidation = \"equity-share\"")
}

/// The figures of an inventory with a certificate for so many hundredths of a megawatt hour, its electricity below `electricity/grid`.
fn with_certificate(quantities: &[u64], mwh: u64, below: &str) -> BTreeMap<String, Exact> {
    let parts = format!("{LEDGER}\n[instruments]\nfile = \"instruments.csv\"\n");
    let manifest = manifest("2025", &parts).replace("[\"location-based\"]", "[\"location-based\", \"market-based\"]");
    let row = |(index, quantity): (usize, &u64)| {
        format!("R{index},2025,beijing,electricity/grid{below},{}.{:02},MWh", quantity / 100, quantity % 100)
    };
    let rows: Vec<String> = quantities.iter().enumerate().map(row).collect();
    let head = "id,type,mwh,technology,generator,generated,serials,retired_on,retired_for,market,emission_rate,evidence,site";
    let one = format!("G,certificate,{}.{:02},wind,made up,2025,G-1,2026-01-05,Made up,CN,0,made up,beijing", mwh / 100, mwh % 100);
    let folder = Folder::of(&[
        ("inventory.toml".into(), manifest),
        ("0.csv".into(), format!("id,period,site,activity,quantity,unit\n{}\n", rows.join("\n"))),
        ("instruments.csv".into(), format!("{head}\n{one}\n")),
    ]);
    let (trace, _) = tonne::compute(folder.path()).expect("a good inventory");
    Totals::of(&trace).iter().map(|(key, figure)| (key.to_string(), figure.value.clone())).collect()
}

/// Sixty rows of two cases in a subsidiary of which a group owns a part are two cases of the group.
#[test]
fn the_lines_of_a_subsidiary_share_their_formulas() {
    let rows: Vec<(usize, u64)> = (0..60).map(|index| (if index < 30 { 0 } else { 5 }, 100 + index)).collect();
    let subsidiary = "\n[[subsidiaries]]\nfolder = \"east\"\nshare = \"0.4\"\ncontrol = \"no\"\n";
    let folder = Folder::of(&[
        ("inventory.toml".into(), equity(&manifest("2025", subsidiary))),
        ("east/inventory.toml".into(), equity(&manifest("2025", LEDGER))),
        ("east/0.csv".into(), ledger(&rows)),
    ]);
    let cases = |trace: &Trace| trace.lines.iter().map(|line| line.calculation.id).collect::<BTreeSet<_>>().len();
    let (of_group, _) = tonne::compute(folder.path()).expect("a good group");
    let (alone, _) = tonne::compute(&folder.path().join("east")).expect("a good subsidiary");
    // Two sites, two activities.
    assert_eq!((of_group.lines.len(), cases(&of_group), cases(&alone)), (60, 4, 4));
}
