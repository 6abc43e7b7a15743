//! Samples: the same seed draws the same lines, large lines are certain, and of the others there is one for each interval.

use crate::inventory_folder::Folder;
use num_bigint::BigInt;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::process::Command;
use tonne::Options;
use tonne::figure::Key;
use tonne::number::{Exact, parse};
use tonne::rows::Rows;
use tonne::sample::{Strata, draw};

/// Electricity of Tianjin in kWh, so that each line adds 0.6796 kg for each.
fn inventory(quantities: &[u64]) -> Folder {
    let rows = quantities.iter().enumerate().map(|(index, quantity)| format!("R{index},2025-03,tianjin,electricity/grid,{quantity},kWh"));
    Folder::with(&[rows.collect()])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_line_is_drawn_where_a_point_lies_in_it(quantities in prop::collection::vec(0_u64..100_000, 1..40), seed in any::<u64>(), interval in 1_u64..60) {
        let folder = inventory(&quantities);
        let (trace, _) = tonne::compute(folder.path()).unwrap();
        let options = Options::default();
        let rows = Rows::of(&trace, folder.path(), &options);
        let tonnes = Exact::from(parse(&interval.to_string()).unwrap());
        let sample = draw(&rows, &Key::Scope2Location, seed, &tonnes, Strata::Category).unwrap();
        let again = draw(&rows, &Key::Scope2Location, seed, &tonnes, Strata::Category).unwrap();
        let ids: Vec<&str> = sample.items.iter().map(|item| item.id.as_str()).collect();
        prop_assert_eq!(&ids, &again.items.iter().map(|item| item.id.as_str()).collect::<Vec<_>>());

        // In integers: tonnes times 10^7, so 6796 for a kWh; and all of it times 2^60, so that the start is whole.
        let whole = BigInt::from(1_u64 << 60);
        let interval = BigInt::from(interval) * 10_000_000;
        let digest = Command::new("sh").args(["-c", &format!("printf '{seed}\\nscope2\\n' | sha256sum")]).output().unwrap().stdout;
        let digits = i64::from_str_radix(std::str::from_utf8(&digest).unwrap().get(..15).unwrap(), 16).unwrap();
        let start = BigInt::from(digits) * &interval;
        let (mut drawn, mut end, mut left_out) = (BTreeSet::new(), BigInt::from(0), 0);
        for (index, quantity) in quantities.iter().enumerate() {
            let value = BigInt::from(*quantity) * 6796;
            if *quantity == 0 {
                left_out += 1;
            } else if value >= interval {
                drawn.insert(format!("R{index}"));
            } else {
                let before = end.clone();
                end += value;
                // A point k lies in the line if before <= start + k * interval < end.
                let points = |at: &BigInt| -> BigInt { (at * &whole - &start + &interval * &whole - 1) / (&interval * &whole) };
                if points(&end) > points(&before) {
                    drawn.insert(format!("R{index}"));
                }
            }
        }
        prop_assert_eq!(ids.iter().map(|id| (*id).to_string()).collect::<BTreeSet<_>>(), drawn);
        prop_assert_eq!(sample.left_out, left_out);
        for item in &sample.items {
            prop_assert_eq!(item.certain, item.value >= tonnes);
            prop_assert_eq!(&item.stands_for, if item.certain { &item.value } else { &tonnes });
        }
    }
}

#[test]
fn a_document_in_the_folder_has_its_fingerprint_behind_the_figure() {
    let rows = vec![
        "R1,2025-03,tianjin,electricity/grid,10,kWh,bill.txt; letter of March".to_string(),
        "R2,2025-04,tianjin,electricity/grid,10,kWh,".to_string(),
    ];
    let folder = Folder::with(&[rows]);
    let ledger = folder.path().join("0.csv");
    let text = std::fs::read_to_string(&ledger).unwrap().replace("quantity,unit", "quantity,unit,evidence");
    std::fs::write(&ledger, text).unwrap();
    std::fs::write(folder.path().join("bill.txt"), "abc").unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_tonne")).args(["trace", "--evidence", "--format", "json"]).arg(folder.path()).output().unwrap();
    let proofs: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let kinds: Vec<&str> = proofs.as_array().unwrap().iter().map(|proof| proof["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["none named", "file", "elsewhere"]);
    // The SHA-256 of "abc", FIPS 180-4.
    assert_eq!(proofs[1]["sha256"], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(proofs[1]["value"], "0.006796");
}
