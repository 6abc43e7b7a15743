//! Laws that hold for every inventory, as equalities: the order of lines, one file or many, a line split in two, and the product of the
//! terms of every line, redone here with integers only.

use crate::inventory_folder::Folder;
use num_bigint::BigInt;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use tonne::number::Exact;
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

/// The figures in which an amount of a line counts, written out from the definitions of the GHG Protocol (Corporate Standard, chapter 4;
/// Scope 2 Guidance, chapter 6) and not taken from the program.
fn figures_of(category: &str, basis: &str, of: &str, carried_in: bool) -> Vec<String> {
    let location: &[&str] = match category {
        "scope1" => &["scope1", "scope12.location", "scope123.location"],
        "scope2" => &["scope2.location", "scope12.location", "scope123.location"],
        _ => &["scope3", "scope123.location"],
    };
    let market: &[&str] = match category {
        "scope1" => &["scope12.market", "scope123.market"],
        "scope2" => &["scope2.market", "scope12.market", "scope123.market"],
        _ => &["scope123.market"],
    };
    let of_category = category.starts_with("scope3.").then_some(category);
    // Biogenic CO2 and energy have one side; emissions outside Scope 2 count on both.
    let sides: Vec<&str> = match (category, basis, of) {
        ("scope2", "market-based", _) => market.to_vec(),
        ("scope2", _, "biogenic") => [location, market].concat(),
        ("scope2", ..) => location.to_vec(),
        _ => [location, market].concat(),
    };
    let split_by_gas = ["scope1", "scope2.location", "scope2.market", "scope3", "scope123.location"];
    let each = sides.into_iter().chain(of_category).flat_map(|figure| match of {
        "biogenic" => vec![format!("{figure}.biogenic")],
        gas => {
            let gas = split_by_gas.contains(&figure).then(|| format!("{figure}.gas.{gas}"));
            let carried = carried_in.then(|| format!("{figure}.carried-in"));
            [Some(figure.to_string()), gas, carried].into_iter().flatten().collect()
        }
    });
    each.collect()
}

/// Adds up the amounts of all lines by the map above, and compares with the figures: none is more, and none is less.
fn sums_of_lines_are_totals(folder: &Path) {
    let (trace, _) = tonne::compute(folder).expect("a good inventory");
    let totals = Totals::of(&trace);
    let mut sums: BTreeMap<String, Exact> = BTreeMap::new();
    for line in &trace.lines {
        let formulas = json::line(line, &trace).formulas;
        for (formula, posting) in formulas.iter().zip(line.postings()) {
            let keys = if formula.of == "energy" {
                let tonne::figure::Of::Energy(carrier) = &posting.account.of else { panic!("{} is energy", formula.of) };
                let kind = if carrier.direct { "direct" } else { "indirect" };
                vec!["energy.total".into(), format!("energy.{kind}"), format!("energy.{kind}.{}", carrier.name)]
            } else {
                figures_of(&line.record.category.to_string(), &formula.basis, &formula.of, line.calculation.carried_in)
            };
            for key in keys {
                let sum = sums.entry(key).or_insert_with(Exact::zero);
                *sum = sum.plus(&posting.value());
            }
        }
    }
    let is_sum = |key: &str| !key.starts_with("intensity.");
    let figures: BTreeMap<String, Exact> =
        totals.iter().map(|(key, figure)| (key.to_string(), figure.value.clone())).filter(|(key, _)| is_sum(key)).collect();
    // A sum that lacks a part says less than its name, and is no figure; so is a side that the inventory does not choose.
    sums.retain(|key, _| figures.contains_key(key) || !["scope12", "scope123", "scope2.market"].iter().any(|sum| key.starts_with(sum)));
    assert_eq!(sums, figures);
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
