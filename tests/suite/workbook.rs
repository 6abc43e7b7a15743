//! The workbook with live formulas, as another program reads it: what is stored in each cell is what `tonne` computed, the formulas are those
//! of the trace, and no text of an inventory becomes anything but text.
#![allow(clippy::disallowed_methods, reason = "tests say what must hold, and redo the arithmetic in their own way")]

use crate::hostile_inventory as hostile;
use crate::workbook_cells::{Sheet, near, number, read, written, wrong};
use std::collections::BTreeMap;
use std::path::Path;
use tonne::language::{Labels, Language};
use tonne::number::Exact;
use tonne::region::Regions;
use tonne::report::formats::Format;
use tonne::report::subject::{Subject, Year};
use tonne::report::view::Cell;
use tonne::report::views::Listed;
use tonne::totals::Totals;
use tonne::trace::Trace;
use tonne::{Batches, Options};

const EXAMPLES: [&str; 2] = ["docs/examples/harbour-cloud/2025", "docs/examples/kingsoft-cloud/2025"];

fn example(folder: &str) -> Trace {
    tonne::compute(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap().0
}

#[test]
fn every_stored_result_is_the_exact_text_beside_it() {
    for folder in EXAMPLES {
        let trace = example(folder);
        for (tag, language) in Language::NAMED {
            let sheets = read(written(&trace, language));
            let (wrong, formulas) = wrong(&sheets, &sheets, Labels::of(language).get("check.ok"));
            assert!(wrong.is_empty(), "{folder} {tag}: {wrong:#?}");
            assert!(formulas > 3 * trace.lines.len(), "{folder} {tag}: {formulas} formulas");
        }
    }
}

#[test]
fn every_figure_stands_on_the_summary_with_its_exact_text() {
    for folder in EXAMPLES {
        let trace = example(folder);
        let summary = &read(written(&trace, Language::English))["Summary"];
        for (key, figure) in Totals::of(&trace).iter() {
            let (row, _) = summary.find(&key.to_string()).unwrap_or_else(|| panic!("{folder}: no {key}"));
            assert_eq!(summary.text((row, 2)), figure.value.text().digits, "{folder}: {key}");
            assert!(summary.formulas.contains_key(&(row, 1)), "{folder}: {key}");
        }
    }
}

#[test]
fn every_product_of_cells_is_the_formula_of_its_line_to_the_last_digit() {
    for folder in EXAMPLES {
        let trace = example(folder);
        for (_, language) in Language::NAMED {
            let sheets = read(written(&trace, language));
            let labels = Labels::of(language);
            let lines = &sheets[labels.get("sheet.lines")];
            let mut products = 0;
            for ((row, column), formula) in lines.formulas.iter().filter(|(_, formula)| is_product(formula)) {
                let exact = lines.text((*row, column + 1));
                assert_eq!(shown(&product(formula, labels.get("sheet.lines"), &sheets)), exact, "{folder} row {}: {formula}", row + 1);
                products += 1;
            }
            // A figure that is carried in is its quantity, no product.
            let emissions = trace.lines.iter().flat_map(|line| line.calculation.emissions());
            let formulas = emissions.filter(|emission| emission.formula.terms().len() > 1).count();
            assert!(products >= formulas, "{folder}: {products} products of {formulas} formulas");
        }
    }
}

/// A number as the workbook shows it.
fn shown(exact: &Exact) -> String {
    exact.text().digits
}

/// `K5*(M5-1)*Factors!$A$8/Units!$A$15`: references alone, no function and no sum.
fn is_product(formula: &str) -> bool {
    formula.contains(['*', '/']) && !formula.contains("SUM") && !formula.contains("IF(") && !formula.contains('+')
}

/// The product in exact numbers, each cell as it was written.
fn product(formula: &str, own: &str, sheets: &BTreeMap<String, Sheet>) -> Exact {
    let (mut value, mut divide, mut word, mut quoted) = (Exact::one(), false, String::new(), false);
    for character in formula.chars().chain(['*']) {
        quoted ^= character == '\'';
        if quoted || !['*', '/'].contains(&character) {
            word.push(character);
            continue;
        }
        let term = cell(&word, own, sheets);
        value = if divide { value.divided_by(&term).unwrap() } else { value.times(&term) };
        divide = character == '/';
        word.clear();
    }
    value
}

/// The exact number of a cell: the text to its right where there is one, else what the cell holds.
fn cell(word: &str, own: &str, sheets: &BTreeMap<String, Sheet>) -> Exact {
    if let Some(less_one) = word.strip_prefix('(').and_then(|word| word.strip_suffix("-1)")) {
        return cell(less_one, own, sheets).minus(&Exact::one());
    }
    if let Some(number) = Exact::read(word) {
        return number;
    }
    let (sheet, reference) = word.rsplit_once('!').unwrap_or((own, word));
    let sheet = &sheets[sheet.trim_matches('\'')];
    let reference = reference.replace('$', "");
    let digits = reference.find(|character: char| character.is_ascii_digit()).unwrap();
    let column = reference[..digits].bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1) - 1;
    let row: u32 = reference[digits..].parse::<u32>().unwrap() - 1;
    assert!(sheet.numbers.contains_key(&(row, column)), "{word} is empty");
    Exact::read(sheet.text((row, column + 1))).unwrap_or_else(|| number(sheet.text((row, column))))
}

#[test]
fn a_line_reads_like_its_trace() {
    let sheets = read(written(&example(EXAMPLES[1]), Language::English));
    let lines = &sheets["Lines"];
    let (row, _) = lines.find("electricity-2025").unwrap();
    let formula = lines.formulas.iter().find(|((of, _), formula)| *of == row && formula.contains("GWP!")).unwrap().1;
    // 106714.95 MWh x 1000 kWh/MWh x 0.5306 kgCO2/kWh x 1 kgCO2e/kgCO2 / 1000 kgCO2e/tCO2e
    assert_eq!(formula, &format!("K{0}*Units!$A$5*Factors!$A$5*GWP!$A$5/Units!$A$6", row + 1));
    assert_eq!(sheets["Factors"].text((4, 1)), "0.5306");
    assert_eq!(sheets["Factors"].text((4, 2)), "kgCO2/kWh");
    assert!(sheets["Factors"].find("附件《2023年电力二氧化碳排放因子》 表1").is_some(), "the locator");
}

#[test]
fn the_same_inventory_gives_the_same_bytes() {
    let trace = example(EXAMPLES[0]);
    let first = written(&trace, Language::TraditionalChinese);
    assert_eq!(first, written(&example(EXAMPLES[0]), Language::TraditionalChinese));
    assert_ne!(first, written(&trace, Language::English));
}

#[test]
fn grouped_lines_say_so_and_give_the_same_figures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLES[0]);
    let options = Options { batches: Batches::Always, ..Options::default() };
    let (grouped, _) = tonne::compute_with(&folder, &options).unwrap();
    let single = example(EXAMPLES[0]);
    assert!(grouped.lines.len() < single.lines.len());
    let sheets = read(written(&grouped, Language::English));
    let (wrong, _) = wrong(&sheets, &sheets, "ok");
    assert!(wrong.is_empty(), "{wrong:#?}");
    let about = format!("{} grouped lines stand for {} rows of the ledgers", grouped.lines.len(), single.lines.len());
    assert!(sheets["Lines"].text((1, 0)).starts_with(&about), "{}", sheets["Lines"].text((1, 0)));
    let singles = read(written(&single, Language::English));
    for (key, _) in Totals::of(&single).iter() {
        let exact = |sheets: &BTreeMap<String, Sheet>| {
            let summary = &sheets["Summary"];
            summary.text((summary.find(&key.to_string()).unwrap().0, 2)).to_string()
        };
        assert_eq!(exact(&sheets), exact(&singles), "{key}");
    }
}

#[test]
fn no_text_of_an_inventory_becomes_anything_but_text() {
    let (folder, texts) = hostile::inventory();
    let (trace, _) = tonne::compute(folder.path()).unwrap_or_else(|problems| panic!("{problems:?}"));
    let bytes = written(&trace, Language::English);
    let sheets = read(bytes.clone());
    for text in &texts {
        let at = sheets["Lines"].find(text).unwrap_or_else(|| panic!("`{text}` is not shown on the sheet of lines"));
        assert!(!sheets["Lines"].formulas.contains_key(&at), "{text}");
        assert!(sheets["Scope 2"].find(text).is_some(), "`{text}` is not shown on the sheet of Scope 2");
    }
    assert!(sheets["Summary"].find(hostile::ORGANISATION).is_some());
    let formulas = sheets.values().flat_map(|sheet| sheet.formulas.values());
    for formula in formulas {
        assert!(["cmd", "script", "HYPERLINK", "長"].iter().all(|word| !formula.contains(word)), "{formula}");
    }
    let (wrong, _) = wrong(&sheets, &sheets, "ok");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_view_in_front_refers_to_the_figures_and_shows_what_it_prints() {
    let (current, house) = tonne::compute(&Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLES[1])).unwrap();
    let earlier = example("docs/examples/kingsoft-cloud/2024");
    let [totals, before] = [&current, &earlier].map(Totals::of);
    let (labels, regions) = (Labels::of(Language::TraditionalChinese), Regions::shipped());
    let subject = Subject {
        current: Year { trace: &current, totals: &totals, findings: &[] },
        earlier: &[Year { trace: &earlier, totals: &before, findings: &[] }],
        library: &house.library,
        activities: &house.activities,
        regions: &regions,
        labels: &labels,
    };
    let view = Listed::named("hkex").unwrap().show(&subject);
    let bytes = (Format::named("xlsx").unwrap().files)(&view, &subject).unwrap().remove(0).bytes;
    let sheets = read(bytes);
    let front = sheets.values().find(|sheet| sheet.text((0, 0)).starts_with(&view.title)).unwrap();
    let scope2 = front.formulas.iter().find(|(_, formula)| *formula == "scope2_location").unwrap().0;
    let figure = &totals.find("scope2.location").unwrap().1.value;
    assert!(near(&number(front.text(*scope2)), figure));
    // The year before is a number, not a reference to this year's.
    let prior = (scope2.0, scope2.1 - 1);
    assert!(!front.formulas.contains_key(&prior));
    assert!(near(&number(front.text(prior)), &before.find("scope2.location").unwrap().1.value));
    let numbers = view.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let numbers: Vec<&Exact> =
        numbers.filter_map(|cell| if let Cell::Number(number) = cell { Some(&number.exact) } else { None }).collect();
    let shown: Vec<Exact> = front.numbers.iter().filter(|(_, is)| **is).map(|(at, _)| number(front.text(*at))).collect();
    assert_eq!(shown.len(), numbers.len());
    assert!(numbers.iter().all(|number| shown.iter().any(|shown| near(shown, number))));
    assert!(sheets[labels.get("sheet.notes")].values.values().any(|text| text.starts_with("N3 ")));
}
