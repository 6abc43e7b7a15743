//! Periods side by side: three are the columns of two with one more before them, and the change is from the period before.

use crate::inventory_folder::Folder;
use tonne::House;
use tonne::language::{Labels, Language};
use tonne::region::Regions;
use tonne::report::subject::{Subject, Year};
use tonne::report::view::{Cell, View};
use tonne::report::views::{Listed, VIEWS};
use tonne::totals::Totals;
use tonne::trace::Trace;

/// A made-up inventory of a year with so much electricity, and diesel in some years only.
fn inventory(year: i16, megawatt_hours: u32) -> (Trace, House) {
    let mut rows = vec![format!("E,{year}-03,beijing,electricity/grid,{megawatt_hours},MWh")];
    rows.extend((year != 2024).then(|| format!("D,{year}-05,tianjin,fuel/diesel/commercial,{year},L")));
    let folder = Folder::with_period(&year.to_string(), &[rows]);
    tonne::compute(folder.path()).expect("a good inventory")
}

fn shown(view: &Listed, years: &[Year<'_>], house: &House) -> View {
    let (regions, labels) = (Regions::shipped(), Labels::of(Language::English));
    let (current, earlier) = years.split_last().unwrap();
    let (library, activities) = (&house.library, &house.activities);
    view.show(&Subject { current: *current, earlier, library, activities, regions: &regions, labels: &labels })
}

/// The cells of a column, by table and row.
fn column(view: &View, key: &str) -> Vec<(String, Cell)> {
    let mut cells = Vec::new();
    for table in &view.tables {
        let Some(index) = table.columns.iter().position(|column| column.key == key) else { continue };
        cells.extend(table.rows.iter().map(|row| (format!("{} {}", table.name, row.key), row.cells[index].clone())));
    }
    cells
}

#[test]
fn three_periods_are_two_with_one_before_them() {
    let inventories = [inventory(2023, 100), inventory(2024, 150), inventory(2025, 120)];
    let totals: Vec<Totals> = inventories.iter().map(|(trace, _)| Totals::of(trace)).collect();
    let years: Vec<Year<'_>> = inventories.iter().zip(&totals).map(|((trace, _), totals)| Year { trace, totals, findings: &[] }).collect();
    let house = &inventories[2].1;
    let mut compared = 0;
    for view in &VIEWS {
        let (one, two, three) = (shown(view, &years[..1], house), shown(view, &years[1..], house), shown(view, &years, house));
        // What an earlier period alone has may add rows; those that both have are the same.
        let of_three = |key: &str| column(&three, key);
        for key in ["prior", "current", "change_pct"] {
            let wider = of_three(key);
            for cell in column(&two, key) {
                assert!(wider.contains(&cell), "{}: {key} of {}", view.name, cell.0);
                compared += 1;
            }
        }
        for (row, cell) in column(&one, "current") {
            let Cell::Number(number) = cell else { continue };
            let same = |(other, cell): &(String, Cell)| *other == row && matches!(cell, Cell::Number(found) if found.exact == number.exact);
            assert!(of_three("prior_2").iter().any(same) || of_three("prior_2").is_empty(), "{}: {row}", view.name);
        }
        assert!(two.tables.iter().flat_map(|table| &table.columns).all(|column| column.key != "prior_2"), "{}", view.name);
    }
    assert!(compared > 100, "{compared}");
    // 120 MWh after 150 MWh, of the same factor.
    let summary = shown(Listed::named("summary").unwrap(), &years, house);
    let change = column(&summary, "change_pct").into_iter().find(|(row, _)| row.ends_with("energy.indirect.electricity")).unwrap().1;
    assert_eq!(change.printed(), "-20.00");
}
