//! What an auditor finds by hand in the reference report: each of it comes out of `tonne audit`, to the last digit.

use std::path::Path;
use std::sync::LazyLock;
use tonne::House;
use tonne::audit::document::Published;
use tonne::audit::verdict::Verdict;
use tonne::audit::which_mix::Calorific;
use tonne::audit::wording::{fixed, gap, percent, range};
use tonne::audit::{Audit, Checked, materiality, which_factor};
use tonne::number::{Exact, parse};

/// The audit of the reference report, made once for all tests.
static REFERENCE: LazyLock<Audit> = LazyLock::new(|| {
    let house = House::shipped();
    let published = Published::read(Path::new("docs/examples/kingsoft-cloud/published.toml"), &house).unwrap();
    tonne::audit::audit(published, &house).unwrap()
});

fn reference() -> &'static Audit {
    &REFERENCE
}

fn exact(text: &str) -> Exact {
    Exact::from(parse(text).unwrap())
}

/// The check of a printed figure.
fn check<'a>(audit: &'a Audit, key: &str, column: usize) -> &'a Checked {
    let of = |checked: &&Checked| checked.check.relation.result.key == key && checked.check.relation.result.column == column;
    audit.checks.iter().find(of).unwrap()
}

/// The check of a claim about a figure.
fn claim<'a>(audit: &'a Audit, key: &str) -> &'a Checked {
    let of = |checked: &&Checked| checked.check.relation.result.key.is_empty() && checked.check.relation.terms[0].key == key;
    audit.checks.iter().find(of).unwrap()
}

fn implied<'a>(audit: &'a Audit, key: &str, column: usize) -> &'a which_factor::Implied {
    let explained = audit.explained.iter().find(|explained| explained.pair.emissions == key).unwrap();
    explained.implied.iter().find(|implied| implied.column == column).unwrap()
}

fn messages(audit: &Audit, check: &str) -> Vec<String> {
    audit.findings.iter().filter(|finding| finding.check == check).map(|finding| finding.message.clone()).collect()
}

fn notes(audit: &Audit, check: &str) -> Vec<String> {
    audit.findings.iter().filter(|finding| finding.check == check).flat_map(|finding| finding.notes.clone()).collect()
}

#[test]
fn sums_foot() {
    let audit = reference();
    for (key, column) in [("scope12", 0), ("scope12", 1), ("scope3", 0), ("energy.total", 0), ("energy.total", 1)] {
        assert_eq!(check(audit, key, column).check.verdict, Verdict::Exact, "{key} {column}");
    }
    let scope3 = &check(audit, "scope3", 1).check;
    assert_eq!(scope3.verdict, Verdict::WithinRounding);
    assert_eq!((scope3.computed.clone(), scope3.band.clone()), (exact("581386.60"), exact("0.035")));
    assert!(audit.misfits().iter().all(|misfit| misfit.key == "scope2"), "no relation is outside rounding");
}

#[test]
fn the_claims_hold_and_one_of_them_only_from_unrounded_figures() {
    let audit = reference();
    let change = &claim(audit, "scope12").check;
    assert_eq!((change.verdict, percent(&change.computed, 4)), (Verdict::Exact, "-1.7062 %".to_string()));
    let intensity = &claim(audit, "intensity.scope12.revenue").check;
    assert_eq!((intensity.verdict, percent(&intensity.computed, 3)), (Verdict::WithinRounding, "-19.973 %".to_string()));
}

#[test]
fn five_intensities_agree_on_the_revenue_that_is_not_printed() {
    let audit = reference();
    let shown: Vec<_> = audit
        .implied
        .iter()
        .map(|implied| {
            (implied.bounds.len(), range(&implied.range.clone().unwrap().scaled(&exact("0.000001")), 2), implied.conflict.clone())
        })
        .collect();
    assert_eq!(shown, [(5, "[7,782.76, 7,785.66]".to_string(), None), (5, "[9,555.43, 9,559.24]".to_string(), None)]);
    assert_eq!(messages(audit, "denominator-not-printed").len(), 1);
}

#[test]
fn two_factors_stand_behind_the_two_columns_and_neither_gives_the_print() {
    let audit = reference();
    for (column, middle, ends, edition, difference) in [
        (0, "0.536594317", "[0.536594245, 0.536594388]", "cn-mee/electricity@2022#CN", "-0.6105 ± 0.0077"),
        (1, "0.530594261", "[0.530594189, 0.530594332]", "cn-mee/electricity@2023#CN", "-0.6125 ± 0.0077"),
    ] {
        let implied = implied(audit, "scope2", column);
        assert_eq!((fixed(&implied.middle, 9).as_str(), range(&implied.range, 9).as_str()), (middle, ends));
        assert!(implied.fits.is_empty() && implied.fits_elsewhere == 0);
        let near = &implied.nearest[0];
        assert_eq!((near.candidate.reference().as_str(), gap(&near.gap, &near.band).as_str()), (edition, difference));
        let level = materiality::level(&audit.published, "scope2", column, &near.gap);
        assert_eq!(level, Some(materiality::Level::ClearlyTrivial));
    }
    assert!(audit.explained.iter().find(|explained| explained.pair.emissions == "scope2").unwrap().factor_changed);
}

#[test]
fn what_would_explain_the_gap_in_both_columns() {
    let notes = notes(reference(), "factor-near-miss");
    for said in [
        "one amount would explain every column: from -0.6182 to -0.6048 t",
        "so would activity with or without emissions: from -1.1520 to -1.1399 MWh",
        "so would one part of the whole: from -10.725 to -10.681 millionths",
    ] {
        assert!(notes.iter().any(|note| note == said), "{said}: {notes:?}");
    }
}

#[test]
fn the_fall_of_scope_2_is_mostly_the_factor() {
    let audit = reference();
    let [bridge] = audit.bridges.as_slice() else { panic!("{:?}", audit.bridges) };
    assert_eq!((bridge.activity.clone(), bridge.factor.clone()), (exact("-376.108306"), exact("-640.289700")));
    assert_eq!(bridge.activity.plus(&bridge.factor), exact("-1016.398006"));
    assert_eq!(bridge.printed, exact("-1016.40"));
    assert_eq!(percent(bridge.share.as_ref().unwrap(), 0), "+63 %");
    let [claim] = bridge.restated.as_slice() else { panic!("{:?}", bridge.restated) };
    assert_eq!((claim.key.as_str(), percent(&claim.constant, 2).as_str()), ("scope12", "-0.60 %"));
}

#[test]
fn the_mix_of_petrol_and_diesel() {
    let audit = reference();
    let [mix] = audit.mixes.as_slice() else { panic!("one mix") };
    let reading = |part: &str, substance: &str, calorific: Calorific| {
        let found = mix
            .readings
            .iter()
            .filter(|reading| reading.factors.contains(part) && reading.substance == substance && reading.calorific == calorific);
        found.collect::<Vec<_>>()
    };
    let shares = |reading: &tonne::audit::which_mix::Reading| -> Vec<String> {
        reading.shares.iter().map(|share| fixed(&share.as_ref().unwrap().middle(), 3)).collect()
    };
    let same = || Calorific::Same;
    // IPCC, CO2 alone: diesel 53.1 %, then 22.9 % of the energy.
    let co2 = reading("ipcc/fuels@2006", "CO2", same());
    assert_eq!((co2.len(), shares(co2[0])), (1, vec!["0.531".to_string(), "0.229".to_string()]));
    assert!(co2[0].feasible());
    // Stationary combustion with methane and nitrous oxide: 0.48, then 0.18, under every set of GWPs.
    let stationary = reading("energy-industries", "CO2e", same());
    assert_eq!((stationary.len(), stationary[0].gwps.len(), shares(stationary[0])), (1, 6, vec!["0.476".to_string(), "0.175".to_string()]));
    // The calorific values of the IPCC behind the emissions, those of GB/T 2589 behind the energy: 2025 falls below pure petrol.
    let mixed = reading(
        "commercial, energy-industries",
        "CO2",
        Calorific::Two { emissions: "ipcc/fuels@2006 net".into(), energy: "gb/t-2589@2020 net".into() },
    );
    assert_eq!(shares(mixed[0]), ["0.192", "-0.231"]);
    assert!(mixed[0].feasible_in(0) && !mixed[0].feasible_in(1));
    // The factors of road vehicles fit no mix.
    let road = reading("ipcc/fuels@2006 road", "CO2e", same());
    assert!(!road.is_empty() && road.iter().all(|reading| !reading.feasible()));
}

#[test]
fn the_note_on_scope_3_forgets_the_largest_category() {
    let audit = reference();
    assert_eq!(messages(audit, "category-not-named"), ["the table prints category 8, and the note on Scope 3 does not name it"]);
    assert_eq!(notes(audit, "category-not-named"), ["category 8 is 77.1 % of Scope 3 in 2025"]);
    assert!(messages(audit, "category-without-status")[0].starts_with("9 of the 15"));
    assert_eq!(messages(audit, "category-implied").len(), 1, "waste is printed, category 5 is not");
    assert_eq!(messages(audit, "category-without-method").len(), 1);
}

#[test]
fn one_row_of_greenhouse_gases_more_than_doubled() {
    let audit = reference();
    let doubled = audit.published.rows.iter().filter(|row| row.unit.kind() == "emissions").filter(|row| {
        let value = |column| audit.published.value(&row.key, column).unwrap();
        value(1) > value(0).times(&Exact::from(2))
    });
    assert_eq!(doubled.map(|row| row.key.as_str()).collect::<Vec<_>>(), ["scope3", "scope3.8"]);
    let unexplained = messages(audit, "change-unexplained");
    assert_eq!(unexplained[0], "`scope3.8 2025` changed by +506.8 % from 2024, and no reason is given");
    assert_eq!(unexplained.len(), 6, "{unexplained:?}");
}

#[test]
fn what_the_report_does_not_say() {
    let audit = reference();
    for check in [
        "rounding-note-missing",
        "headline-against-whole",
        "factor-not-cited",
        "claim-by-factor",
        "co2-as-co2e",
        "upstream-factor-unmoved",
        "scope2-unlabelled",
        "scope2-market-missing",
        "green-power-unsupported",
        "gwp-not-stated",
        "consolidation-not-stated",
        "gases-missing",
        "base-year-missing",
        "standard-not-cited",
    ] {
        assert_eq!(messages(audit, check).len(), 1, "{check}");
    }
    assert!(notes(audit, "decimals-differ").iter().any(|note| note.contains("+3,400.0 %") && note.contains("+3,268.5 %")));
    assert!(notes(audit, "decimals-differ").iter().any(|note| note.contains("+145.0 %") && note.contains("+133.6 %")));
    assert_eq!(messages(audit, "whole-number").len(), 2);
    assert!(messages(audit, "headline-against-whole")[0].contains("+160.5 %"));
    assert!(messages(audit, "factor-not-cited")[0].contains("`scope2 2024` is nearest to cn-mee/electricity@2022"));
    assert!(notes(audit, "upstream-factor-unmoved")[0].contains("0.111145, then 0.111228"));
    assert!(notes(audit, "boundary-sensitive")[0].contains("52.83"));
    let north = messages(audit, "factor-finer").into_iter().find(|message| message.contains("CN-grid-north")).unwrap();
    assert!(north.contains("67,881.4 t (+19.9 %)"), "{north}");
}

/// A factor is looked for in the whole library, and one that fits alone is found alone.
#[test]
fn a_factor_that_fits_is_found_under_its_edition() {
    let house = House::shipped();
    let published = Published::read(Path::new("tests/printed_reports/hkex-2024042902752.toml"), &house).unwrap();
    let audit = tonne::audit::audit(published, &house).unwrap();
    let fits = |column| implied(&audit, "scope2", column).fits.iter().map(|fit| fit.reference()).collect::<Vec<_>>();
    assert_eq!(fits(0), ["cn-mee/ets-electricity@2021#national"]);
    assert_eq!(fits(1), ["cn-mee/ets-electricity@2022#national"]);
}
