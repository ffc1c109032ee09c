//! Columns that must not enter the register: recognised by their name or by what they hold.

use super::codes;
use crate::folding::search_key;
use crate::problem::Problem;
use crate::table::Table;

/// Why a column is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// NUMEN: confidential, and long used as a password.
    Numen,
    /// The number of the répertoire (NIR), said of social security.
    Nir,
    /// Date or place of birth, age.
    Birth,
    /// Reasons of absence, health, union, strike, religion.
    Absence,
}

/// Words of column names about absences, health and opinions.
const ABSENCE: [&str; 34] = [
    "motif",
    "motifs",
    "conge",
    "conges",
    "maladie",
    "maladies",
    "absence",
    "absences",
    "absent",
    "arret",
    "arrets",
    "maternite",
    "paternite",
    "parental",
    "grossesse",
    "sante",
    "medical",
    "medicale",
    "handicap",
    "rqth",
    "invalidite",
    "cmo",
    "clm",
    "cld",
    "greve",
    "greves",
    "syndicat",
    "syndical",
    "syndicale",
    "religion",
    "confession",
    "accident",
    "deces",
    "hospitalisation",
];

impl Refusal {
    /// Why the column at the 0-based `position` is refused; none when it is not.
    pub(super) fn of(table: &Table, position: usize) -> Option<Self> {
        let values = || table.rows.iter().map(|row| row.cell(position));
        let by_name = Self::by_name(table.header.cell(position));
        by_name
            .or_else(|| values().any(holds_numen).then_some(Self::Numen))
            .or_else(|| values().any(is_nir).then_some(Self::Nir))
    }

    fn by_name(header: &str) -> Option<Self> {
        let key = search_key(header);
        let has = |word: &str| key.split(' ').any(|each| each == word);
        let is_name = key.starts_with("nom");
        if key.contains("numen") {
            Some(Self::Numen)
        } else if has("nir")
            || has("nss")
            || key.contains("securite sociale")
            || matches!(key.as_str(), "insee" | "numero insee" | "n insee")
        {
            Some(Self::Nir)
        } else if !is_name
            && (key.contains("naiss")
                || has("age")
                || has("ddn")
                || key.starts_with("ne e le")
                || key == "ne le")
        {
            Some(Self::Birth)
        } else {
            tells_absence(header).then_some(Self::Absence)
        }
    }

    /// The problem that says so of the column at the 0-based `position` of `table`, and refuses it alone.
    #[must_use]
    pub fn problem(self, table: &Table, position: usize) -> Problem {
        let code = match self {
            Self::Numen => codes::COLUMN_NUMEN,
            Self::Nir => codes::COLUMN_NIR,
            Self::Birth => codes::COLUMN_BIRTH,
            Self::Absence => codes::COLUMN_ABSENCE,
        };
        Problem::error(code, format!("colonne {}", position + 1)).with("column", table.header.cell(position))
    }
}

/// Whether a text speaks of an absence, of health or of opinions.
pub(super) fn tells_absence(text: &str) -> bool {
    search_key(text).split(' ').any(|word| ABSENCE.contains(&word))
}

/// Two digits, one of A, E, G and P, seven digits and three letters; alone, or among other words.
pub(super) fn holds_numen(cell: &str) -> bool {
    let whole: String = cell.split_whitespace().collect();
    let mut words = cell.split(|character: char| !character.is_ascii_alphanumeric());
    is_numen(&whole) || words.any(is_numen)
}

fn is_numen(word: &str) -> bool {
    let shape: String = word
        .to_ascii_uppercase()
        .chars()
        .map(|character| {
            if character.is_ascii_digit() {
                '9'
            } else {
                character
            }
        })
        .collect();
    let Some((academie, rest)) = shape.split_at_checked(2) else {
        return false;
    };
    let Some((number, letters)) = rest.get(1..).and_then(|rest| rest.split_at_checked(7)) else {
        return false;
    };
    academie == "99"
        && rest.starts_with(['A', 'E', 'G', 'P'])
        && number == "9999999"
        && letters.len() == 3
        && letters.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// 13 to 15 digits in groups or not, `2A` and `2B` of Corsica among them. No number of it begins with zero: a telephone may.
pub(super) fn is_nir(cell: &str) -> bool {
    let compact: String = cell
        .to_ascii_uppercase()
        .chars()
        .filter(|character| !" .-/\u{a0}".contains(*character))
        .collect();
    let digits = compact.replacen("2A", "20", 1).replacen("2B", "20", 1);
    (13..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_persons_are_recognised_and_others_are_not() {
        // Made-up numbers of the right shape.
        for numen in [
            "99G9900000ZZZ",
            "99e9900000zzz",
            "99 P 99 00000 ZZZ",
            "HOARAU (99A9900000ZZZ)",
        ] {
            assert!(holds_numen(numen), "{numen}");
        }
        for other in [
            "9749900T",
            "99X9900000ZZZ",
            "99G9900000ZZ",
            "99G9900000ZZZZ",
            "",
            "éééé",
            "é9G9900000ZZZ",
        ] {
            assert!(!holds_numen(other), "{other}");
        }
        for nir in ["2990199999999", "2 99 01 99 999 999 99", "199012A99999999"] {
            assert!(is_nir(nir), "{nir}");
        }
        for other in ["0033692000000", "0692000000", "97499", "", "2026-09-01"] {
            assert!(!is_nir(other), "{other}");
        }
    }

    #[test]
    fn names_of_columns_are_enough() {
        let refused = |name: &str| Refusal::by_name(name);
        assert_eq!(refused("N° NUMEN"), Some(Refusal::Numen));
        assert_eq!(refused("Numéro de sécurité sociale"), Some(Refusal::Nir));
        assert_eq!(refused("Date de naissance"), Some(Refusal::Birth));
        assert_eq!(refused("Né(e) le"), Some(Refusal::Birth));
        for name in ["Motif", "Type de congé", "Absence", "Arrêt", "RQTH", "Grève"] {
            assert_eq!(refused(name), Some(Refusal::Absence), "{name}");
        }
        for name in [
            "Nom de naissance",
            "École",
            "Étage",
            "Quotité",
            "Date de début",
            "Classe",
        ] {
            assert_eq!(refused(name), None, "{name}");
        }
    }
}
