//! The order in which reports show figures.

use super::{Key, NOT_SPLIT};
use crate::scope::Category;

/// The order of reports: scopes, sums, gases, memo items, energy, intensities.
pub fn rank(key: &Key) -> (u8, u8, u8) {
    let (part, figure) = place(key);
    let gas = match key {
        Key::Gas(_, gas) => ["CO2", "CH4", "N2O"].iter().position(|known| known == gas).unwrap_or(if gas == NOT_SPLIT { 4 } else { 3 }),
        _ => 0,
    };
    (part, figure, u8::try_from(gas).unwrap_or(u8::MAX))
}

fn place(key: &Key) -> (u8, u8) {
    match key {
        Key::Category(Category::Scope1) => (0, 0),
        Key::Scope2Location | Key::Category(Category::Scope2) => (1, 0),
        Key::Scope2Market => (1, 1),
        Key::Scope3 => (2, 0),
        Key::Category(Category::Scope3(number)) => (2, *number),
        Key::Scope12Location => (3, 0),
        Key::Scope12Market => (3, 1),
        Key::Scope123Location => (4, 0),
        Key::Scope123Market => (4, 1),
        Key::Gas(figure, _) => (5, place(figure).0),
        Key::Biogenic(figure) => (6, place(figure).0),
        Key::CarriedIn(figure) => (7, place(figure).0),
        Key::Energy(_) => (8, 0),
        Key::Intensity(figure, _) => (9, place(figure).0),
    }
}
