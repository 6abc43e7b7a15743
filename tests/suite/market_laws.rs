//! What instruments cover is independent of how ledgers are ordered and records split: no digit of a total changes, even where an
//! instrument covers a part only and the rest of a site takes different factors.

use crate::inventory_folder::Folder;
use proptest::prelude::*;
use std::collections::BTreeMap;
use tonne::totals::Totals;

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
beijing = { region = "CN-BJ" }
guangdong = { region = "CN-GD" }

[instruments]
file = "instruments.csv"

[[ledgers]]
file = "0.csv"
"#;

/// A record: site, region, unit, PUE or not, factor named or not, quantity in thousandths.
type Record = (usize, usize, usize, bool, bool, u64);

const SITES: [&str; 2] = ["beijing", "guangdong"];
/// One site takes two factors, for want of a residual mix.
const REGIONS: [&str; 2] = ["CN-BJ", "CN-GD"];
/// A gigajoule is no decimal number of megawatt hours.
const UNITS: [&str; 3] = ["MWh", "kWh", "GJ"];

fn row(id: &str, record: &Record, quantity: u64) -> String {
    let pue = if record.3 { "1.37" } else { "" };
    let factor = if record.4 { "cn-mee/electricity@2023#CN-SH" } else { "" };
    let (site, region, unit) = (SITES[record.0], REGIONS[record.1], UNITS[record.2]);
    format!("{id},2025-03,{site},electricity/grid,{}.{:03},{unit},{region},{pue},{factor}", quantity / 1000, quantity % 1000)
}

/// The exact value of every figure of an inventory with these rows, and two instruments: one for a site, one for all.
fn values(rows: &[String], mwh: [u64; 2]) -> BTreeMap<String, String> {
    let mut manifest = format!("{MANIFEST}\n[scope3]\n");
    (1..=15).for_each(|category| manifest.push_str(&format!("{category} = {{ status = \"not-evaluated\" }}\n")));
    let ledger = format!("id,period,site,activity,quantity,unit,region,pue,factor\n{}\n", rows.join("\n"));
    let head = "id,type,mwh,technology,generator,generated,serials,retired_on,retired_for,market,emission_rate,evidence,site";
    let one = |id: &str, mwh: u64, site: &str| {
        format!("{id},certificate,{}.{:03},wind,made up,2025,{id}-1,2026-01-05,Made up,CN,0.011,made up,{site}", mwh / 1000, mwh % 1000)
    };
    let register = format!("{head}\n{}\n{}\n", one("A", mwh[0], "guangdong"), one("B", mwh[1], ""));
    let files = [("inventory.toml", manifest), ("0.csv", ledger), ("instruments.csv", register)];
    let folder = Folder::of(&files.map(|(name, text)| (name.to_string(), text)));
    let (trace, _) = tonne::compute(folder.path()).expect("a good inventory");
    Totals::of(&trace).iter().map(|(key, figure)| (key.to_string(), format!("{:?}", figure.value))).collect()
}

fn records() -> impl Strategy<Value = Vec<Record>> {
    let record = (0..SITES.len(), 0..REGIONS.len(), 0..UNITS.len(), any::<bool>(), any::<bool>(), 1_u64..1_000_000);
    prop::collection::vec(record, 1..16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn order_and_splitting_change_no_digit(records in records(), share in 0_u64..=1000, mwh in [0_u64..600_000, 0_u64..900_000]) {
        let whole: Vec<String> = records.iter().enumerate().map(|(index, record)| row(&format!("R{index}"), record, record.5)).collect();
        let split = records.iter().enumerate().rev().flat_map(|(index, record)| {
            let first = record.5 * share / 1000;
            // The ids run the other way, and so do the rows.
            let id = records.len() - index;
            [row(&format!("{id}a"), record, record.5 - first), row(&format!("{id}b"), record, first)]
        });
        prop_assert_eq!(values(&whole, mwh), values(&split.collect::<Vec<_>>(), mwh));
    }

    #[test]
    fn instruments_move_the_market_based_total_alone(records in records(), mwh in [1_u64..600_000, 1_u64..900_000]) {
        let rows: Vec<String> = records.iter().enumerate().map(|(index, record)| row(&format!("R{index}"), record, record.5)).collect();
        let (none, some) = (values(&rows, [0, 0]), values(&rows, mwh));
        prop_assert_eq!(none.get("scope2.market"), none.get("scope2.location"), "nothing is covered, and there is no residual mix");
        prop_assert_eq!(none.get("scope2.location"), some.get("scope2.location"));
        prop_assert_ne!(none.get("scope2.market"), some.get("scope2.market"));
    }
}
