//! A laptop that comes back with two hundred visits.

use std::time::Instant;

use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::sync::laptop::Laptop;
use whole_product::sync::{Breakage, Wire};

use crate::academie::Academie;

/// How many visits it brings.
const VISITS: u128 = 200;
/// 256 kbit/s, in bytes.
const NARROW: u32 = 32_000;

/// On the loopback, then on a narrow line.
///
/// # Errors
/// When a sync does not end well.
pub fn measure(name: &str, academie: &Academie) -> Measured<Vec<Figure>> {
    let back = laptop(academie)?;
    let took = synced(&back)?;
    let on_loopback = Figure::target(
        format!("{name}: a laptop back with {VISITS} visits"),
        format!("{took:.2} s"),
        "below 1 s",
        took < 1.0,
    );
    let narrow = laptop(academie)?;
    let wire = Wire::to(academie.store.address)?;
    wire.breaks(Breakage::Narrow(NARROW));
    narrow.finds_store_at(academie.root, &wire.url())?;
    let took = synced(&narrow)?;
    let ideal = wire.carried() as f64 / f64::from(NARROW);
    let ratio = took / ideal;
    let on_a_narrow_line = Figure::bar(
        format!(
            "{name}: the same at 256 kbit/s, over the ideal time for its {} bytes",
            wire.carried()
        ),
        format!("{ratio:.2} × ({took:.1} s)"),
        "at most 2 ×",
        ratio <= 2.0,
    );
    Ok(vec![on_loopback, on_a_narrow_line])
}

/// One that synced, and has sealed visits since.
fn laptop(academie: &Academie) -> Measured<Laptop> {
    let laptop = academie.laptop()?;
    laptop.sync_over_network()?;
    for number in 0..VISITS {
        laptop.observe(number)?;
        laptop.seal(number)?;
    }
    Ok(laptop)
}

fn synced(laptop: &Laptop) -> Measured<f64> {
    let began = Instant::now();
    let outcome = laptop.sync_over_network()?;
    let took = began.elapsed().as_secs_f64();
    if outcome.agreed && u128::from(outcome.sent) >= VISITS {
        Ok(took)
    } else {
        Err(format!("{outcome:?}").into())
    }
}
