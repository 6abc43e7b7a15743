//! Keys as text, and text as keys. The grammar is in `docs/reference/json.md`.

use super::{Energy, Key};
use crate::scope::Category;
use std::fmt;

impl Key {
    /// Reads a key as [`fmt::Display`] writes it; `None` for what is none.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("intensity.") {
            // The name of a denominator has no dot before it that a figure could end with, so the longest figure is meant.
            let mut dots = rest.char_indices().filter(|(_, letter)| *letter == '.').map(|(at, _)| at).collect::<Vec<_>>();
            dots.reverse();
            return dots.into_iter().find_map(|at| {
                let (figure, name) = (Self::parse(&rest[..at])?, &rest[at + 1..]);
                (!name.is_empty() && figure.is_total()).then(|| Self::Intensity(Box::new(figure), name.to_string()))
            });
        }
        if let Some(figure) = text.strip_suffix(".biogenic") {
            return Self::headline_of(figure).map(|figure| Self::Biogenic(Box::new(figure)));
        }
        if let Some(figure) = text.strip_suffix(".carried-in") {
            return Self::headline_of(figure).map(|figure| Self::CarriedIn(Box::new(figure)));
        }
        if let Some((figure, gas)) = text.split_once(".gas.") {
            return Self::headline_of(figure).filter(|_| !gas.is_empty()).map(|figure| Self::Gas(Box::new(figure), gas.to_string()));
        }
        if let Some(energy) = text.strip_prefix("energy.") {
            return Energy::parse(energy).map(Self::Energy);
        }
        Self::headline_of(text)
    }

    /// `scope1` to `scope123.market`.
    fn headline_of(text: &str) -> Option<Self> {
        Some(match text {
            "scope2.location" => Self::Scope2Location,
            "scope2.market" => Self::Scope2Market,
            "scope3" => Self::Scope3,
            "scope12.location" => Self::Scope12Location,
            "scope12.market" => Self::Scope12Market,
            "scope123.location" => Self::Scope123Location,
            "scope123.market" => Self::Scope123Market,
            other => Self::Category(Category::parse(other).filter(|category| *category != Category::Scope2)?),
        })
    }
}

impl Energy {
    /// Reads what stands behind `energy.`.
    fn parse(text: &str) -> Option<Self> {
        match (text, text.split_once('.')) {
            ("total", _) => Some(Self::Total),
            ("direct", _) => Some(Self::Direct),
            ("indirect", _) => Some(Self::Indirect),
            (_, Some(("direct", carrier))) if !carrier.is_empty() => Some(Self::DirectCarrier(carrier.into())),
            (_, Some(("indirect", carrier))) if !carrier.is_empty() => Some(Self::IndirectCarrier(carrier.into())),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Category(category) => write!(f, "{category}"),
            Self::Scope2Location => f.write_str("scope2.location"),
            Self::Scope2Market => f.write_str("scope2.market"),
            Self::Scope3 => f.write_str("scope3"),
            Self::Scope12Location => f.write_str("scope12.location"),
            Self::Scope123Location => f.write_str("scope123.location"),
            Self::Scope12Market => f.write_str("scope12.market"),
            Self::Scope123Market => f.write_str("scope123.market"),
            Self::Gas(figure, gas) => write!(f, "{figure}.gas.{gas}"),
            Self::Biogenic(figure) => write!(f, "{figure}.biogenic"),
            Self::CarriedIn(figure) => write!(f, "{figure}.carried-in"),
            Self::Energy(energy) => match energy {
                Energy::Total => f.write_str("energy.total"),
                Energy::Direct => f.write_str("energy.direct"),
                Energy::Indirect => f.write_str("energy.indirect"),
                Energy::DirectCarrier(carrier) => write!(f, "energy.direct.{carrier}"),
                Energy::IndirectCarrier(carrier) => write!(f, "energy.indirect.{carrier}"),
            },
            Self::Intensity(figure, denominator) => write!(f, "intensity.{figure}.{denominator}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for text in [
            "scope1",
            "scope3.15",
            "scope2.market",
            "scope123.location.gas.HFC-134a",
            "scope3.4.biogenic",
            "scope12.market.carried-in",
            "energy.direct.on-site-renewable",
            "intensity.scope12.location.revenue",
            "intensity.energy.total.floor area 2.5",
            "intensity.scope1.a.b",
        ] {
            assert_eq!(Key::parse(text).map(|key| key.to_string()).as_deref(), Some(text));
        }
        for text in
            ["", "scope", "scope2", "scope3.16", "scope4", "energy", "energy.direct.", "intensity.scope1", "intensity.scope9.revenue"]
        {
            assert_eq!(Key::parse(text), None, "{text}");
        }
    }
}
