//! Tables that companies published: no alarm on those that hold, the gap of each that does not, and what would close it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tonne::House;
use tonne::audit::document::Published;
use tonne::audit::verdict::Verdict;
use tonne::audit::wording::{figure, gap};
use tonne::audit::{Audit, audit};

/// The tables that hold: how many relations from the printed figures, and how many within rounding.
const HOLD: [(&str, usize, usize); 14] = [
    ("accenture-fy2023", 12, 0),
    ("amazon-2023", 22, 3),
    ("apple-2022", 4, 1),
    ("clp-2020", 1, 3),
    ("guardini-2022", 7, 2),
    ("hkex-2020093000952", 1, 1),
    ("hkex-2021070501290", 2, 0),
    ("hkex-2024041900927", 1, 0),
    ("hkex-2024042500107", 1, 1),
    ("hkex-2024042602695", 2, 0),
    ("hkex-2024042902752", 2, 2),
    ("hkex-2024043000537", 2, 0),
    ("hkex-2024071600232", 2, 0),
    ("meta-2022", 1, 0),
];

/// The tables that do not hold: the figure, its gap, and the edits that would close it.
const DO_NOT_HOLD: [(&str, &str, &str, &[&str]); 4] = [
    ("hkex-2024042601394", "scope12 2023", "+24.000 ± 0.060", &[]),
    ("hkex-2024042900789", "scope12 2022", "+540.000 ± 0.060", &["digits-transposed scope12"]),
    ("hkex-2024042904483", "total 2022", "-0.500 ± 0.065", &[]),
    ("hkex-2024042905937", "scope12 2023", "+88.0 ± 1.5", &["row-counted-twice scope1", "row-of-elsewhere scope3.6"]),
];

fn audited(name: &str, house: &House) -> Audit {
    audit(Published::read(Path::new(&format!("tests/printed_reports/{name}.toml")), house).unwrap(), house).unwrap()
}

fn count(audit: &Audit, verdict: Verdict) -> usize {
    audit.checks.iter().filter(|checked| checked.check.verdict == verdict).count()
}

#[test]
fn tables_that_hold_raise_no_alarm() {
    let house = House::shipped();
    for (name, exact, within) in HOLD {
        let audit = audited(name, &house);
        let outside: Vec<_> = audit.checks.iter().filter(|checked| checked.check.verdict == Verdict::OutsideRounding).collect();
        assert!(outside.is_empty(), "{name}: {outside:?}");
        assert_eq!((count(&audit, Verdict::Exact), count(&audit, Verdict::WithinRounding)), (exact, within), "{name}");
    }
}

#[test]
fn tables_that_do_not_hold_show_their_gap() {
    let house = House::shipped();
    for (name, what, difference, edits) in DO_NOT_HOLD {
        let audit = audited(name, &house);
        let outside: Vec<_> = audit.checks.iter().filter(|checked| checked.check.verdict == Verdict::OutsideRounding).collect();
        assert_eq!(outside.len(), 1, "{name}");
        let (check, result) = (&outside[0].check, &outside[0].check.relation.result);
        assert_eq!(figure(&audit.published, &result.key, result.column), what, "{name}");
        assert_eq!(gap(&check.gap, &check.band), difference, "{name}");
        let found: Vec<String> = outside[0].edits.iter().map(|edit| format!("{} {}", edit.kind.name(), edit.key)).collect();
        assert_eq!(found, edits, "{name}");
    }
}

/// Two pages of one report print two intensities per employee. No number of employees gives both.
#[test]
fn two_pages_contradict_each_other() {
    let audit = audited("hkex-2020093000952", &House::shipped());
    let conflicts: Vec<_> = audit.implied.iter().map(|implied| implied.conflict.is_some()).collect();
    assert_eq!(conflicts, [false, true]);
}

/// Three intensities of one report leave one number of employees.
#[test]
fn the_number_of_employees_follows_from_three_ratios() {
    let audit = audited("hkex-2024042902752", &House::shipped());
    let whole: Vec<_> = audit.implied.iter().map(|implied| implied.range.as_ref().unwrap()).collect();
    for (range, employees) in whole.iter().zip([378, 260]) {
        assert!(range.holds(&tonne::number::Exact::from(employees)) && range.half_width() < tonne::number::Exact::one());
    }
}

#[test]
fn every_file_is_tested() {
    let listed: BTreeSet<String> =
        HOLD.iter().map(|row| row.0).chain(DO_NOT_HOLD.iter().map(|row| row.0)).chain(["nvidia-fy2024"]).map(String::from).collect();
    let files: BTreeSet<String> = fs::read_dir("tests/printed_reports")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".toml").map(String::from))
        .collect();
    assert_eq!(listed, files);
}

/// Six sums of one report foot in three years, market-based; the location-based total is not printed, and not asked for.
#[test]
fn a_table_with_two_bases() {
    let audit = audited("nvidia-fy2024", &House::shipped());
    assert_eq!((audit.checks.len(), count(&audit, Verdict::Exact)), (6, 6));
}

#[test]
fn the_reference_lists_every_check_on_disclosures() {
    let page = fs::read_to_string("docs/reference/published.md").unwrap();
    let part = page.split("## Findings").nth(1).unwrap();
    let listed: Vec<&str> = part.lines().filter(|line| line.starts_with("| `")).collect();
    let checks: Vec<String> =
        tonne::audit::disclosure::CHECKS.iter().map(|check| format!("| `{}` | {} |", check.name, check.fires_when)).collect();
    assert_eq!(listed, checks);
}

/// Every row of the schedule has as many cells as its header, and the net is the sum of both sides.
#[test]
fn the_schedule_adds_up() {
    let house = House::shipped();
    let text = tonne::report::audit::schedule_csv(&audited("hkex-2024042904483", &house));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    assert_eq!(
        header.iter().collect::<Vec<_>>().join(","),
        "id,scope,category,figure,period,unit,stated,recomputed,difference,kind,cause,corrected,cumulative,level"
    );
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let differences: Vec<&str> = rows.iter().map(|row| &row[8]).collect();
    assert_eq!(differences, ["-0.5000", "0.0000", "-0.5000", "-0.5000"]);
}
