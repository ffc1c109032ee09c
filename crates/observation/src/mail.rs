//! Mail addresses: whether one reaches a person alone.

/// Where the mail of the State's education ends, before the academic domains `ac-….fr`.
const MINISTRY: [&str; 2] = ["education.gouv.fr", "igesr.gouv.fr"];
/// What stands before the UAI in the shared addresses of schools and établissements.
const SHARED: [&str; 5] = ["ce", "ecole", "college", "lycee", "direction"];

/// Whether this can be an address: one `@`, something before it, a domain with a dot after it, no space.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let strange = |character: char| {
        character.is_whitespace() || character.is_control() || "<>,;:\"()[]\\".contains(character)
    };
    let labels = || domain.split('.');
    !local.is_empty()
        && !domain.contains('@')
        && labels().count() > 1
        && labels().all(|label| !label.is_empty())
        && !text.contains(strange)
}

/// Whether this is the mailbox of a school, which several persons read: `ce.9741234X@`, `ecole.9741234X@`, `ecole@`.
#[must_use]
pub fn is_shared(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    let of_school = |word: &str| SHARED.iter().any(|shared| word.eq_ignore_ascii_case(shared));
    let mut personal = local
        .split(['.', '-', '_'])
        .filter(|word| !of_school(word) && !has_form_of_uai(word));
    personal.next().is_none()
}

/// Seven figures and a letter, right or not.
fn has_form_of_uai(word: &str) -> bool {
    matches!(word.as_bytes(), [figures @ .., letter]
        if figures.len() == 7 && figures.iter().all(u8::is_ascii_digit) && letter.is_ascii_alphabetic())
}

/// Whether this is an address of the State's education.
#[must_use]
pub fn is_professional(address: &str) -> bool {
    let domain = address.rsplit('@').next().unwrap_or_default().to_lowercase();
    let of_academie = domain.starts_with("ac-") && domain.ends_with(".fr");
    of_academie || MINISTRY.contains(&domain.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mailbox_of_a_school_is_known_by_its_uai() {
        for shared in [
            "ce.9740001A@ac-reunion.fr",
            "CE.9740001a@ac-reunion.fr",
            "ecole.9740001A@ac-reunion.fr",
            "9740001A@ac-reunion.fr",
            "ecole@commune.fr",
        ] {
            assert!(is_shared(shared), "{shared}");
        }
        for own in [
            "delphine.hoarau@ac-reunion.fr",
            "cecile.ecolet@ac-creteil.fr",
            "ce.dric@ac-lyon.fr",
        ] {
            assert!(!is_shared(own), "{own}");
        }
    }

    #[test]
    fn an_address_has_one_at_and_a_domain() {
        for good in ["a@b.fr", "delphine.hoarau@ac-reunion.fr"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@",
            "@b.fr",
            "a@b",
            "a@@b.fr",
            "a b@c.fr",
            "a@b..fr",
            "a@b.fr, c@d.fr",
            "a@b.fr\r\nBcc: x@y.fr",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn academic_and_ministerial_addresses_are_professional() {
        assert!(is_professional("a@ac-Reunion.fr"));
        assert!(is_professional("a@education.gouv.fr"));
        assert!(!is_professional("a@ac-reunion.fr.example.com"));
    }
}
