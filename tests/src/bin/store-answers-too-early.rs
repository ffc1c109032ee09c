//! A known-bad store: it says that records are stored before they are.

use std::error::Error;

use whole_product::lying_store::{Lie, serve};

fn main() -> Result<(), Box<dyn Error>> {
    serve(Lie::TooEarly)
}
