//! Laws that hold for every inventory, as equalities: the order of lines, one file or many, a line split in two, and the product of the
//! terms of every line, redone here with integers only.

use crate::inventory_folder::Folder;
use num_bigint::BigInt;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use tonne::report::json;
use tonne::totals::Totals;

/// The exact text of every figure.
fn figures(folder: &Path) -> BTreeMap<String, String> {
    let (trace, _) = tonne::compute(folder).expect("a good inventory");
    Totals::of(&trace)
        .iter()
        .map(|(key, figure)| (key.to_string(), format!("{:?} {} {}", figure.value, figure.unit, figure.lines)))
        .collect()
}

/// The same without the count of lines, which splitting a line changes.
fn values(folder: &Path) -> BTreeMap<String, String> {
    let (trace, _) = tonne::compute(folder).expect("a good inventory");
    Totals::of(&trace).iter().map(|(key, figure)| (key.to_string(), format!("{:?}", figure.value))).collect()
}

/// What a record of a random ledger says: site, activity, quantity in thousandths, unit.
type Record = (usize, usize, u64);

const SITES: [&str; 3] = ["beijing", "tianjin", "hong-kong"];
const ACTIVITIES: [(&str, &str); 6] = [
    ("electricity/grid", "MWh"),
    ("electricity/grid", "度"),
    ("fuel/diesel/commercial", "L"),
    ("fuel/petrol/commercial", "kg"),
    ("travel/rail/national", "passenger.km"),
    ("fuel/biodiesel/commercial", "t"),
];

fn row(index: usize, record: &Record) -> String {
    let (activity, unit) = ACTIVITIES[record.1];
    format!("R{index},2025-03,{},{activity},{}.{:03},{unit}", SITES[record.0], record.2 / 1000, record.2 % 1000)
}

fn records() -> impl Strategy<Value = Vec<Record>> {
    prop::collection::vec((0..SITES.len(), 0..ACTIVITIES.len(), 0_u64..1_000_000_000_000), 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn order_and_files_change_no_digit(records in records(), seed in any::<u64>()) {
        let rows: Vec<String> = records.iter().enumerate().map(|(index, record)| row(index, record)).collect();
        let together = Folder::with(std::slice::from_ref(&rows));
        let mut shuffled = rows.clone();
        for index in (1..shuffled.len()).rev() {
            shuffled.swap(index, usize::try_from(seed.rotate_left(u32::try_from(index).unwrap())).unwrap() % (index + 1));
        }
        let half = shuffled.len() / 2;
        let parts: Vec<Vec<String>> = [&shuffled[half..], &shuffled[..half]].into_iter().filter(|part| !part.is_empty()).map(<[String]>::to_vec).collect();
        let apart = Folder::with(&parts);
        prop_assert_eq!(figures(together.path()), figures(apart.path()));
    }

    #[test]
    fn adding_rows_up_first_changes_no_digit(records in records(), threads in 1_usize..4) {
        let rows: Vec<String> = records.iter().enumerate().map(|(index, record)| row(index, record)).collect();
        let half = rows.len() / 2;
        let parts: Vec<Vec<String>> = [&rows[half..], &rows[..half]].into_iter().filter(|part| !part.is_empty()).map(<[String]>::to_vec).collect();
        let folder = Folder::with(&parts);
        prop_assert_eq!(batched(folder.path(), threads), values(folder.path()));
    }

    #[test]
    fn a_line_split_in_two_changes_no_digit(records in records(), share in 0_u64..=1000) {
        let whole: Vec<String> = records.iter().enumerate().map(|(index, record)| row(index, record)).collect();
        let split = records.iter().enumerate().flat_map(|(index, record)| {
            let first = u64::try_from(u128::from(record.2) * u128::from(share) / 1000).unwrap();
            [row(2 * index, &(record.0, record.1, first)), row(2 * index + 1, &(record.0, record.1, record.2 - first))]
        });
        let split: Vec<String> = split.collect();
        prop_assert_eq!(values(Folder::with(&[whole]).path()), values(Folder::with(&[split]).path()));
    }

    #[test]
    fn a_total_is_the_sum_of_its_lines(records in records()) {
        let folder = Folder::with(&[records.iter().enumerate().map(|(index, record)| row(index, record)).collect()]);
        sums_of_lines_are_totals(folder.path());
    }
}

/// A decimal text as an integer and the number of its decimals.
fn integer(text: &str) -> (BigInt, u32) {
    let decimals = text.split_once('.').map_or(0, |(_, part)| part.len());
    (text.replace('.', "").parse().expect("digits"), u32::try_from(decimals).unwrap())
}

fn ten_to_the(power: u32) -> BigInt {
    BigInt::from(10).pow(power)
}

/// Redoes every formula of every line from the printed terms, as a reader with a calculator would.
fn products_of_terms_are_figures(folder: &Path) -> usize {
    let (trace, _) = tonne::compute(folder).expect("a good inventory");
    let mut checked = 0;
    for line in &trace.lines {
        for formula in json::line(line, &trace).formulas {
            let (mut above, mut below) = (BigInt::from(1), BigInt::from(1));
            for term in &formula.terms {
                let (digits, decimals) = integer(&term.value);
                let (up, down) = if term.operation == "multiply" { (&mut above, &mut below) } else { (&mut below, &mut above) };
                *up *= digits;
                *down *= ten_to_the(decimals);
            }
            let (digits, decimals) = integer(&formula.value);
            if formula.exact {
                assert_eq!(above * ten_to_the(decimals), digits * below, "{} {}", line.record.id, formula.of);
            } else {
                let twice_the_gap: BigInt = (above * ten_to_the(decimals) - digits * &below) * 2;
                assert!(twice_the_gap.magnitude() <= below.magnitude(), "{} {}", line.record.id, formula.of);
            }
            checked += 1;
        }
    }
    checked
}

/// Adds up what lines contribute, as printed, and compares with the figures.
fn sums_of_lines_are_totals(folder: &Path) {
    let (trace, _) = tonne::compute(folder).expect("a good inventory");
    let totals = Totals::of(&trace);
    let mut sums: BTreeMap<String, tonne::number::Exact> = BTreeMap::new();
    for line in &trace.lines {
        for (key, value) in tonne::totals::contributions(line, &trace) {
            let sum = sums.entry(key.to_string()).or_insert_with(tonne::number::Exact::zero);
            *sum = sum.plus(&value);
        }
    }
    for (key, figure) in totals.iter().filter(|(key, _)| !key.to_string().starts_with("intensity.")) {
        assert_eq!(sums.get(&key.to_string()), Some(&figure.value), "{key}");
    }
}

#[test]
fn every_line_of_every_example_is_the_product_of_its_terms() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples");
    for (example, at_least) in [("kingsoft-cloud/2024", 9), ("kingsoft-cloud/2025", 9), ("harbour-cloud/2025", 200)] {
        let checked = products_of_terms_are_figures(&root.join(example));
        assert!(checked >= at_least, "{example}: {checked} formulas");
        sums_of_lines_are_totals(&root.join(example));
    }
}

/// The figures of an inventory whose rows are added up before they become lines, as so many threads do it.
fn batched(folder: &Path, threads: usize) -> BTreeMap<String, String> {
    let options = tonne::Options { batches: tonne::Batches::Always, threads: Some(threads), ..Default::default() };
    let (trace, _) = tonne::compute_with(folder, &options).expect("a good inventory");
    Totals::of(&trace).iter().map(|(key, figure)| (key.to_string(), format!("{:?}", figure.value))).collect()
}

#[test]
fn adding_rows_up_first_changes_no_digit_of_an_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples");
    for example in ["kingsoft-cloud/2024", "kingsoft-cloud/2025", "harbour-cloud/2025"] {
        for threads in [1, 2, 3] {
            assert!(batched(&root.join(example), threads) == values(&root.join(example)), "{example}, {threads} threads");
        }
    }
}
