//! Ratios that a slip of the unit leaves behind: kWh for MWh, a number without its 万, MJ for kWh.

use crate::number::{Decimal, Exact};

/// The ratios, in tenths, with the words of a message.
const SLIPS: [(i64, &str); 3] = [(36, "3.6"), (10_000, "1,000"), (100_000, "10,000 (万)")];

/// How near a ratio must come, in percent.
const NEAR: i64 = 5;

/// `1,000 times`, when `value` is about that many times `usual`, or that part of it.
pub fn slip(value: &Exact, usual: &Exact) -> Option<String> {
    let up = value.divided_by(usual)?;
    let down = usual.divided_by(value)?;
    let near = |ratio: &Exact, tenths: i64| {
        let percent = ratio.times(&Exact::from(Decimal::ONE_THOUSAND)).divided_by(&Exact::from(tenths));
        percent.is_some_and(|percent| percent >= Exact::from(100 - NEAR) && percent <= Exact::from(100 + NEAR))
    };
    SLIPS.iter().find_map(|(tenths, words)| {
        let times = near(&up, *tenths).then(|| format!("{words} times"));
        times.or_else(|| near(&down, *tenths).then(|| format!("1/{words} of")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse;

    #[test]
    fn about_a_thousand_times_is_a_slip_and_twice_is_none() {
        let exact = |text: &str| Exact::from(parse(text).unwrap());
        for (value, usual, told) in [
            ("103000", "100", Some("1,000 times")),
            ("105000.1", "100", None),
            ("96", "100000", Some("1/1,000 of")),
            ("37.8", "10", Some("3.6 times")),
            ("10500", "1", Some("10,000 (万) times")),
            ("200", "100", None),
            ("0", "100", None),
        ] {
            assert_eq!(slip(&exact(value), &exact(usual)).as_deref(), told, "{value} {usual}");
        }
    }
}
