//! A text as a QR code, drawn once.

use qrcodegen::{QrCode, QrCodeEcc};

use crate::problem::{Fault, Outcome};
use crate::views::QrView;

/// The quiet zone that ISO/IEC 18004 asks for, in modules.
const MARGIN: i32 = 4;

/// `text` as a QR code.
///
/// # Errors
/// When it is too long for any.
pub(super) fn drawn(text: &str) -> Outcome<QrView> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium);
    let code = code.map_err(|error| Fault::Response(error.to_string()))?;
    let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    let dark = dark.filter(|(x, y)| code.get_module(*x, *y));
    let path: String = dark
        .map(|(x, y)| format!("M{},{}h1v1h-1z", x + MARGIN, y + MARGIN))
        .collect();
    Ok(QrView {
        side: (code.size() + 2 * MARGIN).unsigned_abs(),
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_margin_and_its_three_corners() -> Result<(), crate::problem::AppError> {
        let code = drawn("carnet:1 https://entrepot.exemple.fr 28")?;
        assert_eq!(code.side % 4, (17 + 8) % 4, "a size of the norm: 17 + 4 n");
        let last = code.side - 1 - 4;
        for corner in ["M4,4h", &format!("M{last},4h"), &format!("M4,{last}h")] {
            assert!(code.path.contains(corner), "{corner}");
        }
        assert!(!code.path.contains(&format!("M{last},{last}h")) || code.path.len() > 100);
        assert!(!code.path.contains("M3,"));
        Ok(())
    }
}
