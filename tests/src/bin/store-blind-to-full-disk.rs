//! A known-bad store: it says that records are stored where its disk is full.

use std::error::Error;

use whole_product::lying_store::{Lie, serve};

fn main() -> Result<(), Box<dyn Error>> {
    serve(Lie::BlindToFullDisk)
}
