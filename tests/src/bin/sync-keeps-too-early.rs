//! A known-bad `carnet sync --notebook DIR`: it takes what it sends for stored before it has gone. The test that kills it
//! must catch it.

use std::error::Error;
use std::path::Path;

use whole_product::sync::closed::ClosedNotebook;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut words = std::env::args().skip_while(|word| word != "--notebook");
    let folder = words.nth(1).ok_or("no notebook")?;
    let passphrase = std::io::read_to_string(std::io::stdin())?;
    ClosedNotebook::open(Path::new(&folder), passphrase.trim_end())?.sync_too_early()?;
    Ok(())
}
