//! The quality criteria for instruments (GHG Protocol Scope 2 Guidance, table 7.1), as far as a register can show them. The first is a column
//! that must be filled, the second is tested when the register is read, and the eighth is the finding `market-grid-average`.

use crate::diagnostic::{Diagnostic, codes};
use crate::inventory::Inventory;
use crate::inventory::instruments::{Certificates, Instrument, Kind};
use crate::region::Regions;

/// What a reader must know of an instrument that passes.
///
/// # Errors
/// Why the instrument does not count.
pub fn test(instrument: &Instrument, inventory: &Inventory, regions: &Regions) -> Result<Option<Diagnostic>, Diagnostic> {
    let checks =
        [retired(instrument, inventory), vintage(instrument, inventory), market(instrument, inventory, regions), transferred(instrument)];
    if let Some((criterion, why)) = checks.into_iter().flatten().next() {
        let message = format!("instrument `{}` is not applied: {why}", instrument.id);
        let note = format!("criterion {criterion} of the Scope 2 Guidance, table 7.1");
        return Err(Diagnostic::finding(codes::INSTRUMENT_NOT_APPLIED, message).at(instrument.label.clone()).note(note));
    }
    Ok((!inventory.period.contains(&instrument.generated)).then(|| {
        let message = format!(
            "instrument `{}` was generated in {}, outside the reporting period {}, and is applied: {}",
            instrument.id, instrument.generated, inventory.period, instrument.vintage_reason
        );
        Diagnostic::finding(codes::INSTRUMENT_VINTAGE, message).at(instrument.label.clone())
    }))
}

type Fault = Option<(u8, String)>;

/// Criterion 3: tracked, and retired for the reporting company.
fn retired(instrument: &Instrument, inventory: &Inventory) -> Fault {
    let Some(retired_on) = instrument.retired_on else { return Some((3, "it was not retired".into())) };
    if instrument.retired_for != inventory.organisation {
        return Some((3, format!("it was retired for `{}`, not for `{}`", instrument.retired_for, inventory.organisation)));
    }
    (retired_on > inventory.as_of).then(|| (3, format!("it was retired on {retired_on}, after {}", inventory.as_of)))
}

/// Criterion 4: issued and retired as close as possible to the period of consumption. Inside the period nothing is closer; outside, the
/// register must say why nothing closer was possible.
fn vintage(instrument: &Instrument, inventory: &Inventory) -> Fault {
    let outside = !inventory.period.contains(&instrument.generated) && instrument.vintage_reason.is_empty();
    outside.then(|| (4, format!("it was generated in {}, outside the reporting period {}", instrument.generated, inventory.period)))
}

/// Criterion 5: of the market in which the electricity is consumed.
fn market(instrument: &Instrument, inventory: &Inventory, regions: &Regions) -> Fault {
    let site = inventory.sites.get(&instrument.site)?;
    (!regions.lies_in(&site.region, &instrument.market))
        .then(|| (5, format!("it belongs to the market of {}, its site is in {}", instrument.market, site.region)))
}

/// Criterion 7: who buys from a generator holds every instrument that conveys the claim, and nobody else is given one.
fn transferred(instrument: &Instrument) -> Fault {
    match (instrument.kind, instrument.certificates) {
        (_, Some(Certificates::Sold)) => Some((7, "its certificates were sold to somebody else".into())),
        (Kind::Ppa, None) => Some((7, "column `certificates` does not say what became of the certificates".into())),
        _ => None,
    }
}
