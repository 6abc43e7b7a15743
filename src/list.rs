//! Lists of `factors/` that the binary carries: units, regions, activities. No row is left out in silence.

use crate::diagnostic::{Diagnostic, Problems};
use crate::embedded;

/// What is made of the rows of a list, in their order; and the rows of which nothing can be made, which are faults of this program.
pub fn read<T>(path: &str, row: impl FnMut(&[&str]) -> Result<T, String>) -> (Vec<T>, Problems) {
    read_bytes(path, embedded::file(path).unwrap_or_default(), row)
}

/// The same of a list whose bytes are given.
pub fn read_bytes<T>(path: &str, bytes: &[u8], mut row: impl FnMut(&[&str]) -> Result<T, String>) -> (Vec<T>, Problems) {
    let (mut made, mut faults) = (Vec::new(), Problems::default());
    let mut fault = |why: String| faults.push(Diagnostic::fault(&format!("the list `factors/{path}`"), why));
    for (index, record) in csv::Reader::from_reader(bytes).records().enumerate() {
        let record = record.map_err(|error| error.to_string());
        match record.and_then(|record| row(&record.iter().collect::<Vec<_>>())) {
            Ok(one) => made.push(one),
            Err(why) => fault(format!("row {}: {why}", index + 1)),
        }
    }
    if made.is_empty() {
        fault("it has no rows".into());
    }
    (made, faults)
}
