//! On how much of a lesson its samples rest, in words: what was not noted is said before any share.

use observation::timeline::{Extent, Profile};

/// What the words that follow are about: never the lesson where less than half of it was noted.
pub(super) fn title(profile: &Profile, lesson: Extent) -> String {
    if !profile.is_scant() {
        return "À quoi la séance a servi".to_owned();
    }
    match minutes_noted(profile, lesson) {
        1 => "À quoi a servi 1\u{a0}minute de la séance".to_owned(),
        several => format!("À quoi ont servi {several}\u{a0}minutes de la séance"),
    }
}

/// « Sur 10 minutes notées d’une séance de 55 : 5 relevés sur 28, un toutes les 2 minutes. Non notés, … »
pub(super) fn basis(profile: &Profile, lesson: Extent) -> String {
    let over = over(profile, lesson);
    let samples = match (profile.noted, profile.due()) {
        (noted, due) if noted == due => plural(noted, "relevé"),
        (noted, due) => format!("{} sur {due}", plural(noted, "relevé")),
    };
    let often = match profile.interval_minutes {
        0 | 1 => "un par minute".to_owned(),
        several => format!("un toutes les {several}\u{a0}minutes"),
    };
    let told = format!("{over}\u{a0}: {samples}, {often}.");
    [told, missing(profile)].join(" ").trim().to_owned()
}

fn over(profile: &Profile, lesson: Extent) -> String {
    let (noted, whole) = (minutes_noted(profile, lesson), minutes_due(profile, lesson));
    let noted_words = format!("{} notée{}", plural(noted, "minute"), s(noted));
    match (profile.missed.all(), lesson.going) {
        (0, false) => format!("Sur toute la séance, {}", plural(whole, "minute")),
        (0, true) => format!("Sur {}, la séance étant en cours", plural(noted, "minute")),
        (_, false) => format!("Sur {noted_words} d’une séance de {whole}"),
        (_, true) => format!("Sur {noted_words} des {whole} premières de la séance"),
    }
}

/// « Relevés non notés, par oubli ou pendant une pause : 3 avant le premier noté, 20 après le dernier. »
fn missing(profile: &Profile) -> String {
    let missed = profile.missed;
    let parts = [
        (missed.before, "avant le premier noté"),
        (missed.between, "entre deux relevés notés"),
        (missed.after, "après le dernier"),
    ];
    let told = parts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, place)| format!("{count} {place}")).collect();
    if told.is_empty() {
        return String::new();
    }
    format!(
        "Relevés non notés, par oubli ou pendant une pause\u{a0}: {}.",
        told.join(", ")
    )
}

/// The minutes of the lesson; more where it ran over its time.
fn minutes_due(profile: &Profile, lesson: Extent) -> u32 {
    let last = profile.due().saturating_sub(1);
    lesson.minutes().max(last.saturating_mul(interval(profile)))
}

/// The minutes for which the noted samples stand, never more than their share of the lesson.
fn minutes_noted(profile: &Profile, lesson: Extent) -> u32 {
    let whole = u64::from(minutes_due(profile, lesson).max(1));
    let share = (whole * u64::from(profile.noted)).div_ceil(u64::from(profile.due().max(1)));
    let noted = u64::from(profile.noted) * u64::from(interval(profile));
    u32::try_from(noted.min(share)).unwrap_or(u32::MAX)
}

fn interval(profile: &Profile) -> u32 {
    u32::from(profile.interval_minutes.max(1))
}

fn plural(count: u32, word: &str) -> String {
    format!("{count}\u{a0}{word}{}", s(count))
}

fn s(count: u32) -> &'static str {
    if count > 1 { "s" } else { "" }
}

#[cfg(test)]
mod tests {
    use observation::instant::Instant;
    use observation::timeline::Missed;

    use super::*;

    fn lesson(minutes: i64, going: bool) -> Extent {
        Extent {
            start: Instant::from_milliseconds(0),
            end: Instant::from_milliseconds(minutes * 60_000),
            going,
        }
    }

    fn profile(noted: u32, missed: [u32; 3]) -> Profile {
        let [before, between, after] = missed;
        Profile {
            interval_minutes: 2,
            noted,
            missed: Missed {
                before,
                between,
                after,
            },
            tracks: Vec::new(),
            combinations: Vec::new(),
        }
    }

    fn told(profile: &Profile, lesson: Extent) -> String {
        let words = format!("{} | {}", title(profile, lesson), basis(profile, lesson));
        words.replace('\u{a0}', " ")
    }

    #[test]
    fn ten_minutes_of_a_lesson_are_never_told_as_the_lesson() {
        assert_eq!(
            told(&profile(5, [0, 0, 23]), lesson(55, false)),
            "À quoi ont servi 10 minutes de la séance | Sur 10 minutes notées d’une séance de 55 : 5 relevés sur 28, \
             un toutes les 2 minutes. Relevés non notés, par oubli ou pendant une pause : 23 après le dernier."
        );
        assert_eq!(
            told(&profile(20, [3, 1, 4]), lesson(55, false)),
            "À quoi la séance a servi | Sur 40 minutes notées d’une séance de 55 : 20 relevés sur 28, un toutes les \
             2 minutes. Relevés non notés, par oubli ou pendant une pause : 3 avant le premier noté, 1 entre deux \
             relevés notés, 4 après le dernier."
        );
    }

    #[test]
    fn what_is_missing_is_never_told_as_noted() {
        // The last sample stands at the lesson's end: its minutes are not over.
        let words = told(&profile(11, [0, 1, 0]), lesson(22, true));
        assert!(
            words.contains("Sur 21 minutes notées des 22 premières"),
            "{words}"
        );
    }

    #[test]
    fn a_lesson_noted_through_and_one_that_goes_on_are_said_to_be_so() {
        assert_eq!(
            told(&profile(28, [0; 3]), lesson(55, false)),
            "À quoi la séance a servi | Sur toute la séance, 55 minutes : 28 relevés, un toutes les 2 minutes."
        );
        assert_eq!(
            told(&profile(5, [0; 3]), lesson(9, true)),
            "À quoi la séance a servi | Sur 9 minutes, la séance étant en cours : 5 relevés, un toutes les 2 minutes."
        );
        assert_eq!(
            told(&profile(5, [0, 1, 0]), lesson(12, true)),
            "À quoi la séance a servi | Sur 10 minutes notées des 12 premières de la séance : 5 relevés sur 6, un \
             toutes les 2 minutes. Relevés non notés, par oubli ou pendant une pause : 1 entre deux relevés notés."
        );
    }
}
