//! Class levels, by the codes that grids, séances and filters share.
//!
//! Source: cycles of art. D. 311-10 of the code de l'éducation, levels of the voie professionnelle, the two years of the
//! sections de techniciens supérieurs (BTS) and of the classes préparatoires (CPGE) that lycées hold, and dispositifs.

use super::Degree;

/// One class level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassLevel {
    /// Its code, which is also what is shown: `CM2`, `6e`, `2de pro`.
    pub code: &'static str,
    /// The cycle or voie that holds it: `C1` to `C4`, `LGT`, `LP`, `postbac`; `dispositifs` for those of several degrees.
    pub cycle: &'static str,
    /// The degree; none where a dispositif exists in both.
    pub degree: Option<Degree>,
}

const fn level(code: &'static str, cycle: &'static str, degree: Option<Degree>) -> ClassLevel {
    ClassLevel { code, cycle, degree }
}

const PREMIER: Option<Degree> = Some(Degree::Premier);
const SECOND: Option<Degree> = Some(Degree::Second);

/// Every class level, from the youngest pupils to the oldest, then the dispositifs.
pub const ALL: &[ClassLevel] = &[
    level("TPS", "C1", PREMIER),
    level("PS", "C1", PREMIER),
    level("MS", "C1", PREMIER),
    level("GS", "C1", PREMIER),
    level("CP", "C2", PREMIER),
    level("CE1", "C2", PREMIER),
    level("CE2", "C2", PREMIER),
    level("CM1", "C3", PREMIER),
    level("CM2", "C3", PREMIER),
    level("6e", "C3", SECOND),
    level("5e", "C4", SECOND),
    level("4e", "C4", SECOND),
    level("3e", "C4", SECOND),
    level("2de", "LGT", SECOND),
    level("1re", "LGT", SECOND),
    level("Tle", "LGT", SECOND),
    level("CAP1", "LP", SECOND),
    level("CAP2", "LP", SECOND),
    level("2de pro", "LP", SECOND),
    level("1re pro", "LP", SECOND),
    level("Tle pro", "LP", SECOND),
    level("BTS1", "postbac", SECOND),
    level("BTS2", "postbac", SECOND),
    level("CPGE1", "postbac", SECOND),
    level("CPGE2", "postbac", SECOND),
    level("ULIS", "dispositifs", None),
    level("UPE2A", "dispositifs", None),
    level("SEGPA", "dispositifs", SECOND),
];

/// The class level of this code.
#[must_use]
pub fn find(code: &str) -> Option<&'static ClassLevel> {
    ALL.iter().find(|level| level.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_found() {
        for (index, level) in ALL.iter().enumerate() {
            assert_eq!(find(level.code), Some(level));
            assert!(ALL[..index].iter().all(|other| other.code != level.code));
        }
        assert_eq!(find("7e"), None);
    }
}
