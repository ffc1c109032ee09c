//! Mail addresses: whether one reaches a person alone.

/// Where the mail of the State's education ends, before the academic domains `ac-….fr`.
const MINISTRY: [&str; 2] = ["education.gouv.fr", "igesr.gouv.fr"];
/// What names a school or a function in the shared addresses that do without a UAI: `ecole@`, `direction-ecole@`.
const SHARED: [&str; 17] = [
    "accueil",
    "ce",
    "college",
    "contact",
    "dir",
    "direction",
    "ecole",
    "elementaire",
    "gestion",
    "intendance",
    "lycee",
    "maternelle",
    "primaire",
    "principal",
    "proviseur",
    "secretariat",
    "viescolaire",
];

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

/// Whether this is the mailbox of a school, which several persons read: all that bear a UAI (`ce.9741234X@`,
/// `principal.9741234X@`, `9741234x-dir@`), and those that name a school or a function alone (`ecole@`).
#[must_use]
pub fn is_shared(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    let of_school = |word: &str| SHARED.iter().any(|shared| word.eq_ignore_ascii_case(shared));
    bears_uai(local) || local.split(['.', '-', '_', '+']).all(of_school)
}

/// Whether seven figures and a letter, right or not, stand anywhere in it, and no more figures before them.
pub(crate) fn bears_uai(local: &str) -> bool {
    let figures = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let at = |start: usize| start == 0 || !local.as_bytes()[start - 1].is_ascii_digit();
    let mut windows = local.as_bytes().windows(8).enumerate();
    windows.any(|(start, part)| at(start) && figures(&part[..7]) && part[7].is_ascii_alphabetic())
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
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_stands_around_a_uai_the_mailbox_is_shared(
            before in "([a-z._+-]{0,12}[a-z._+-])?",
            uai in "[0-9]{7}[a-zA-Z]",
            after in "[a-z0-9._+-]{0,12}",
        ) {
            let address = format!("{before}{uai}{after}@ac-reunion.fr");
            prop_assert!(is_shared(&address), "{address}");
        }
    }

    #[test]
    fn the_mailbox_of_a_school_is_known_by_its_uai() {
        for shared in [
            "ce.9740001A@ac-reunion.fr",
            "CE.9740001a@ac-reunion.fr",
            "ecole.9740001A@ac-reunion.fr",
            "9740001A@ac-reunion.fr",
            "ecole@commune.fr",
            "principal.9740001A@ac-reunion.fr",
            "proviseur.9740001a@ac-reunion.fr",
            "dir.9740001A@ac-reunion.fr",
            "primaire.9740001A@ac-reunion.fr",
            "direction.9740001A@ac-reunion.fr",
            "ecole9740001a-dir@ac-reunion.fr",
            "direction-ecole@commune.fr",
        ] {
            assert!(is_shared(shared), "{shared}");
        }
        for own in [
            "delphine.hoarau@ac-reunion.fr",
            "cecile.ecolet@ac-creteil.fr",
            "ce.dric@ac-lyon.fr",
            "marie.principal@ac-lyon.fr",
            "jean.dupont12@ac-lyon.fr",
            "00123456789a@ac-lyon.fr",
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
