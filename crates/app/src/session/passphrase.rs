//! How strong a passphrase is, and why, in French.

use notebook::keys::Passphrase;
use observation::problem::Problem;
use zxcvbn::feedback::{Suggestion, Warning};
use zxcvbn::{Entropy, Score, zxcvbn};

use super::App;
use crate::problem::{AppError, Outcome, codes};
use crate::views::{PassphraseRequest, PassphraseStrength};

/// The least score of a passphrase that may be used.
const LEAST: Score = Score::Three;

/// Longer ones are judged on their beginning: the judgement's time grows faster than the length.
const JUDGED: usize = 100;

/// Guesses a second of a thief who tries passphrases against Argon2id at 64 MiB on good hardware; an order of magnitude.
const GUESSES_A_SECOND: u64 = 1_000;

/// Words that a thief would try first.
const EXPECTED: &[&str] = &[
    "carnet",
    "inspection",
    "inspecteur",
    "inspectrice",
    "academie",
    "education",
    "nationale",
];

impl App {
    /// How strong a passphrase is, and why.
    ///
    /// # Errors
    /// None.
    pub fn passphrase_strength(&self, request: PassphraseRequest) -> Outcome<PassphraseStrength> {
        let judged = judge(&request.passphrase);
        let feedback = judged.feedback();
        let warning = feedback.and_then(|found| found.warning()).map(warning_in_french);
        let suggestions = feedback
            .into_iter()
            .flat_map(|found| found.suggestions())
            .map(suggestion_in_french);
        Ok(PassphraseStrength {
            score: u8::from(judged.score()),
            accepted: judged.score() >= LEAST,
            holds: holds(judged.guesses() / GUESSES_A_SECOND),
            advice: warning
                .into_iter()
                .chain(suggestions)
                .map(str::to_owned)
                .collect(),
        })
    }
}

/// Refuses a passphrase that a thief would find.
pub(crate) fn refuse_weak(passphrase: &str) -> Outcome<()> {
    // Nothing typed is no guess: it is said as such.
    Passphrase::new(passphrase)?;
    if judge(passphrase).score() >= LEAST {
        return Ok(());
    }
    Err(AppError::from(Problem::error(codes::PASSPHRASE_WEAK, "")))
}

fn judge(passphrase: &str) -> Entropy {
    let beginning: String = passphrase.chars().take(JUDGED).collect();
    zxcvbn(&beginning, EXPECTED)
}

fn holds(seconds: u64) -> String {
    let held = duration(seconds);
    format!("Elle résisterait {held} à qui aurait volé cet ordinateur.")
}

fn duration(seconds: u64) -> String {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    const YEAR: u64 = 365 * DAY;
    let (count, one, several) = match seconds {
        0..MINUTE => return "moins d’une minute".to_owned(),
        MINUTE..HOUR => (seconds / MINUTE, "minute", "minutes"),
        HOUR..DAY => (seconds / HOUR, "heure", "heures"),
        DAY..YEAR => (seconds / DAY, "jour", "jours"),
        _ if seconds >= 100 * YEAR => return "plus d’un siècle".to_owned(),
        _ => (seconds / YEAR, "an", "ans"),
    };
    format!("environ {count}\u{a0}{}", if count == 1 { one } else { several })
}

fn warning_in_french(warning: Warning) -> &'static str {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess => "Une suite de touches voisines se devine vite.",
        Warning::ShortKeyboardPatternsAreEasyToGuess => "Un court motif du clavier se devine vite.",
        Warning::RepeatsLikeAaaAreEasyToGuess => "Une lettre répétée se devine vite.",
        Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => "Un groupe répété n’ajoute presque rien.",
        Warning::ThisIsATop10Password => "C’est l’un des dix mots de passe les plus courants.",
        Warning::ThisIsATop100Password => "C’est l’un des cent mots de passe les plus courants.",
        Warning::ThisIsACommonPassword => "C’est un mot de passe très courant.",
        Warning::ThisIsSimilarToACommonlyUsedPassword => "Cela ressemble à un mot de passe très courant.",
        Warning::SequencesLikeAbcAreEasyToGuess => "Une suite comme « abc » ou « 123 » se devine vite.",
        Warning::RecentYearsAreEasyToGuess => "Une année récente se devine vite.",
        Warning::AWordByItselfIsEasyToGuess => "Un mot seul se devine vite.",
        Warning::DatesAreOftenEasyToGuess => "Une date se devine souvent.",
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess => "Un nom ou un prénom seul se devine vite.",
        Warning::CommonNamesAndSurnamesAreEasyToGuess => "Un nom ou un prénom courant se devine vite.",
    }
}

fn suggestion_in_french(suggestion: &Suggestion) -> &'static str {
    match suggestion {
        Suggestion::UseAFewWordsAvoidCommonPhrases => "Prenez quatre ou cinq mots sans rapport entre eux.",
        Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => {
            "Symboles, chiffres et majuscules ne sont pas nécessaires."
        }
        Suggestion::AddAnotherWordOrTwo => "Ajoutez un ou deux mots peu courants.",
        Suggestion::CapitalizationDoesntHelpVeryMuch => "Une majuscule au début n’aide presque pas.",
        Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => {
            "Tout en majuscules n’aide presque pas."
        }
        Suggestion::ReversedWordsArentMuchHarderToGuess => "Un mot à l’envers se devine presque aussi vite.",
        Suggestion::PredictableSubstitutionsDontHelpVeryMuch => {
            "Remplacer « a » par « @ » n’aide presque pas."
        }
        Suggestion::UseALongerKeyboardPatternWithMoreTurns => "Évitez les motifs du clavier.",
        Suggestion::AvoidRepeatedWordsAndCharacters => "Évitez de répéter des mots ou des lettres.",
        Suggestion::AvoidSequences => "Évitez les suites.",
        Suggestion::AvoidRecentYears => "Évitez les années récentes.",
        Suggestion::AvoidYearsThatAreAssociatedWithYou => "Évitez les années qui vous concernent.",
        Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => "Évitez les dates qui vous concernent.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_word_is_refused_and_four_words_are_not() {
        assert!(refuse_weak("inspection2026").is_err());
        assert!(refuse_weak("").is_err());
        assert!(refuse_weak("pirogue lanterne ruche granit").is_ok());
    }

    #[test]
    fn durations_are_said_in_words() {
        assert_eq!(duration(3), "moins d’une minute");
        assert_eq!(duration(3_600), "environ 1\u{a0}heure");
        assert_eq!(duration(u64::MAX), "plus d’un siècle");
        assert_eq!(
            holds(3 * 3_600),
            "Elle résisterait environ 3\u{a0}heures à qui aurait volé cet ordinateur."
        );
    }
}
