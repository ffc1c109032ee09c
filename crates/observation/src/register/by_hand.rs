//! What a person enters by hand, held to what an import refuses: no NUMEN, no reason of absence, a share that is one.

use chrono::NaiveDate;

use super::codes;
use super::refusal::{holds_numen, is_nir, tells_absence};
use super::teacher::{Affectation, Identity};
use crate::problem::Problem;
use crate::table::french_date;

/// What the register refuses of an identity entered by hand, each `at` the name of its field; blank names are not its affair.
#[must_use]
pub fn check_identity(identity: &Identity) -> Vec<Problem> {
    let mail = identity.mail.as_deref().unwrap_or_default();
    let function = identity.function.as_deref().unwrap_or_default();
    let all = [
        ("nom", identity.family_name.as_str()),
        ("prénom", &identity.given_name),
        ("fonction", function),
        ("adresse professionnelle", mail),
    ];
    let mut problems: Vec<Problem> = all
        .into_iter()
        .filter_map(|(field, text)| number_of_a_person(field, text))
        .collect();
    problems.extend(absence("fonction", function));
    if !mail.is_empty() && !mail.contains('@') && problems.is_empty() {
        problems.push(Problem::error(codes::VALUE_MAIL, "adresse professionnelle").with("value", mail));
    }
    problems
}

/// What the register refuses of a line of service entered by hand.
#[must_use]
pub fn check_affectation(affectation: &Affectation) -> Vec<Problem> {
    let discipline = affectation.discipline.as_deref().unwrap_or_default();
    let reversed = affectation
        .until
        .and_then(|until| reversed(affectation.from, until));
    let refused = [
        number_of_a_person("discipline", discipline),
        absence("discipline", discipline),
        reversed,
    ];
    refused.into_iter().flatten().collect()
}

/// A share of a full service as it was typed.
///
/// # Errors
/// When it is not between 1 and 100 %.
pub fn check_share(share: u16) -> Result<u8, Problem> {
    let whole = u8::try_from(share).ok().filter(|whole| (1..=100).contains(whole));
    whole.ok_or_else(|| Problem::error(codes::SHARE_RANGE, "part d’un service complet").with("value", share))
}

fn number_of_a_person(field: &str, text: &str) -> Option<Problem> {
    let code = if holds_numen(text) {
        codes::VALUE_NUMEN
    } else if is_nir(text) {
        codes::VALUE_NIR
    } else {
        return None;
    };
    Some(Problem::error(code, field))
}

fn absence(field: &str, text: &str) -> Option<Problem> {
    tells_absence(text).then(|| Problem::error(codes::VALUE_ABSENCE, field))
}

fn reversed(from: NaiveDate, until: NaiveDate) -> Option<Problem> {
    let problem = || Problem::error(codes::SERVICE_REVERSED, "dernier jour");
    (until < from).then(|| {
        problem()
            .with("from", french_date(from))
            .with("until", french_date(until))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::register::Nature;

    fn identity() -> Identity {
        Identity {
            family_name: "Hoarau".into(),
            given_name: "Zoé".into(),
            mail: Some("zoe@exemple.invalid".into()),
            function: Some("Professeure des écoles".into()),
        }
    }

    fn told(problems: &[Problem]) -> Vec<(&str, &str)> {
        problems
            .iter()
            .map(|problem| (problem.code.as_str(), problem.at.as_str()))
            .collect()
    }

    #[test]
    fn an_identity_holds_no_number_of_a_person_and_no_absence() {
        assert_eq!(check_identity(&identity()), []);
        let wrong = Identity {
            family_name: "Hoarau 99G9900000ZZZ".into(),
            given_name: "2 99 01 99 999 999 99".into(),
            function: Some("PE en congé maladie".into()),
            ..identity()
        };
        let expected = [
            (codes::VALUE_NUMEN, "nom"),
            (codes::VALUE_NIR, "prénom"),
            (codes::VALUE_ABSENCE, "fonction"),
        ];
        assert_eq!(told(&check_identity(&wrong)), expected);
        let mail = Identity {
            mail: Some("zoe".into()),
            ..identity()
        };
        assert_eq!(
            told(&check_identity(&mail)),
            [(codes::VALUE_MAIL, "adresse professionnelle")]
        );
    }

    #[test]
    fn a_line_of_service_has_its_days_in_order_and_tells_no_absence() {
        let line = |discipline: &str, until: &str| Affectation {
            uai: "9749901U".parse().unwrap(),
            levels: Vec::new(),
            share_percent: None,
            discipline: Some(discipline.into()),
            from: "2026-09-01".parse().unwrap(),
            until: Some(until.parse().unwrap()),
            nature: Nature::Main,
        };
        assert_eq!(check_affectation(&line("Mathématiques", "2026-09-01")), []);
        let wrong = check_affectation(&line("congé", "2026-08-31"));
        assert_eq!(
            told(&wrong),
            [
                (codes::VALUE_ABSENCE, "discipline"),
                (codes::SERVICE_REVERSED, "dernier jour")
            ]
        );
        assert_eq!(wrong[1].parameters["until"], "31/08/2026");
    }

    #[test]
    fn a_share_is_a_percentage() {
        assert_eq!((check_share(1).ok(), check_share(100).ok()), (Some(1), Some(100)));
        for share in [0, 101, 250, 999] {
            let refused = check_share(share).unwrap_err();
            assert_eq!(refused.parameters["value"], share.to_string());
        }
    }
}
