//! How many rounds a test makes: few in `cargo xtask test`, the stated number in `cargo xtask soak`.

/// `few`, or `stated` when `CARNET_SOAK` asks for the stated counts, which it then says on a line of its own.
#[must_use]
#[allow(clippy::print_stdout)]
pub fn rounds(what: &str, few: u32, stated: u32) -> u32 {
    if std::env::var_os("CARNET_SOAK").is_none_or(|asked| asked.is_empty()) {
        return few;
    }
    println!("soak: {what}, {stated}");
    stated
}
