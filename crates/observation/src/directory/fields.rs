//! Cells as the directory means them, repaired where a spreadsheet damaged them.

/// A code of `width` digits, the zeros given back that a spreadsheet took from its head.
pub(super) fn padded(cell: &str, width: usize) -> String {
    let is_number = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        format!("{cell:0>width$}")
    } else {
        cell.to_owned()
    }
}

/// A telephone number of ten digits, its first zero given back; empty when a spreadsheet left only `2,62E+08`.
pub(super) fn telephone(cell: &str) -> String {
    let digits: String = cell
        .chars()
        .filter(|character| !" .-/\u{a0}".contains(*character))
        .collect();
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match (all_digits, digits.len()) {
        (true, 9) if !digits.starts_with('0') => format!("0{digits}"),
        (true, _) => digits,
        (false, _) if digits.contains("E+") => String::new(),
        (false, _) => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_come_back() {
        assert_eq!(
            (padded("7", 2).as_str(), padded("1000", 5).as_str()),
            ("07", "01000")
        );
        assert_eq!(
            (padded("2A004", 5).as_str(), padded("", 5).as_str()),
            ("2A004", "")
        );
        for written in ["199000001", "0199000001", "01 99 00 00 01", "01.99.00.00.01"] {
            assert_eq!(telephone(written), "0199000001");
        }
        assert_eq!(telephone("+262 262 00 00 00"), "+262 262 00 00 00");
        assert_eq!(telephone("1,99E+08"), "");
    }
}
