//! What leaves the product as a file, read again by programs that are not ours.

mod exchange_formats;
mod formats_golden;
mod guide;
mod pdf_conformance;
mod pdf_second_opinion;
