//! ISO 14064-1:2018: the six categories, as sums of scopes and of Scope 3 categories.
//!
//! Investments (Scope 3 category 15) stand in category 5. The mapping is common practice; check it against annex B of the standard.

use crate::figure::Key;
use crate::report::figures_table::{Beside, FiguresTable};
use crate::report::subject::Subject;
use crate::report::view::Table;
use crate::scope::Category;

/// Which Scope 3 categories make categories 3 to 5.
const INDIRECT: [(&str, &str, &[u8]); 3] = [
    ("category3", "iso.category3", &[4, 6, 7, 9]),
    ("category4", "iso.category4", &[1, 2, 3, 5, 8]),
    ("category5", "iso.category5", &[10, 11, 12, 13, 14, 15]),
];

/// One table: each category, and below it what it is made of.
pub fn tables(subject: &Subject<'_>) -> Vec<Table> {
    let mut table = FiguresTable::new(subject, "categories", "title.iso-categories");
    let row = |reference, label, notes| Beside { reference, label, notes, strong: true, ..Beside::default() };
    table.figure(&Key::Category(Category::Scope1), row("1", "iso.category1", &["N2", "N3"]));
    table.gases(&Key::Category(Category::Scope1), "1", &["N2"], 1);
    table.figure(&Key::Scope2Location, row("2", "iso.category2", &["N4"]));
    table.figure(&Key::Scope2Market, Beside { strong: false, level: 1, ..row("2", "", &["N4"]) });
    for ((key, label, numbers), reference) in INDIRECT.into_iter().zip(["3", "4", "5"]) {
        let parts: Vec<Key> = numbers.iter().map(|number| Key::Category(Category::Scope3(*number))).collect();
        table.sum(key, &parts, row(reference, label, &["N5"]));
        for part in &parts {
            table.figure(part, Beside { reference, notes: &["N5"], level: 1, ..Beside::default() });
        }
    }
    table.not_derived("category6", "tCO2e", row("6", "iso.category6", &[]));
    table.figure(&Key::Scope123Location, row("", "iso.total", &["N7"]));
    table.figure(&Key::Biogenic(Box::new(Key::Scope123Location)), Beside { strong: false, ..row("", "hkex.biogenic", &["N2"]) });
    table.remark("remark.iso");
    vec![table.done()]
}
