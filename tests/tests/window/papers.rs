//! In the real window: every paper before and after a visit is one press away, by a pointer and by keys, and holds what it is for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use thirtyfour::{By, Key};
use whole_product::window::{Hand, Outcome, Window, prepared, until};

use crate::printed::words_of;

/// How a person presses a button.
#[derive(Clone, Copy)]
enum Way {
    Pointer,
    Keys,
}

impl Way {
    async fn press(self, window: &Window<'_>, name: &str) -> Outcome {
        match self {
            Self::Pointer => window.press(name).await,
            Self::Keys => Hand::on(window).push(name).await,
        }
    }
}

/// The file that the card of this title says it wrote, whose name ends so, once it is on the disk. It is then taken away, so
/// that the next press shows what it writes itself.
async fn written(window: &Window<'_>, card: &str, ending: &str) -> Outcome<Vec<u8>> {
    let note = format!(
        "//section[.//h2[normalize-space(.)='{card}']]//*[contains(@class, 'exported')][.//strong[contains(., '{ending}')]]"
    );
    let told = |part: &str| By::XPath(format!("{note}//*[{part}]"));
    let name = window.text(ending, told("self::strong")).await?;
    let folder = window
        .text("its folder", told("contains(@class, 'code')"))
        .await?;
    let path = PathBuf::from(folder).join(name);
    let bytes = until(ending, || fs::read(&path).ok().filter(|bytes| !bytes.is_empty())).await?;
    fs::remove_file(&path)?;
    Ok(bytes)
}

/// What a PDF says, its lines joined.
fn words(pdf: &[u8]) -> Outcome<String> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("papier.pdf");
    fs::write(&path, pdf)?;
    words_of(&path)
}

async fn open(window: &Window<'_>, status: &str) -> Outcome {
    prepared::unlock(window).await?;
    let card = format!(".visit-card[data-status={status}] button");
    window.touch("the visit", By::Css(card)).await
}

#[tokio::test]
async fn before_a_visit_its_papers_are_written_by_a_pointer_and_by_keys() -> Outcome {
    let home = prepared::with_visit(161)?;
    let window = Window::open(&home).await?;
    open(&window, "planned").await?;
    window.title("Préparer · ").await?;
    let papers = [
        ("Fiche d’annonce (PDF)", "Annonce", "Le sens de cette visite"),
        ("Plan de la visite (PDF)", "Plan", "Les traces gardées"),
        ("Grille vierge (PDF)", "Grille vierge", "Non observé"),
    ];
    for way in [Way::Pointer, Way::Keys] {
        for (button, name, says) in papers {
            way.press(&window, button).await?;
            let said = words(&written(&window, "Papiers", name).await?)?;
            assert!(said.contains(says), "{button} lacks « {says} »: {said}");
        }
    }
    assert_eq!(window.violations().await?, [""; 0]);
    Ok(())
}

#[tokio::test]
async fn a_project_is_read_with_the_teacher_before_anything_is_sealed() -> Outcome {
    let home = prepared::with_visit(162)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    window.press("Carnet").await?;
    window.write("Les élèves relisent leur texte").await?;
    window.gone(By::Css("[data-saved=no]")).await?;
    for way in [Way::Pointer, Way::Keys] {
        window.press("Compte rendu").await?;
        window.title("Compte rendu · ").await?;
        way.press(&window, "Écrire le projet, à relire avec l’enseignant (PDF)")
            .await?;
        let said = words(&written(&window, "Écrire", ".pdf").await?)?;
        assert!(said.to_lowercase().contains("document préparatoire"), "{said}");
        window.press("Observer").await?;
        window.title("Observer · ").await?;
    }
    Ok(())
}

#[tokio::test]
async fn after_the_seal_all_that_is_handed_over_is_written_by_a_pointer_and_by_keys() -> Outcome {
    let home = prepared::with_a_mailbox(163)?;
    let window = Window::open(&home).await?;
    open(&window, "sealed").await?;
    window.title("Compte rendu · ").await?;
    for way in [Way::Pointer, Way::Keys] {
        way.press(&window, "Écrire le compte rendu (PDF)").await?;
        let said = words(&written(&window, "Écrire", ".pdf").await?)?;
        assert!(said.contains("Garder une trace audio"), "{said}");
        way.press(&window, "Écrire en classeur (XLSX)").await?;
        assert!(written(&window, "Écrire", ".xlsx").await?.starts_with(b"PK"));
        way.press(&window, "Préparer le courriel (brouillon)").await?;
        let mail = String::from_utf8(written(&window, "Remise et réponse", ".eml").await?)?;
        assert!(
            mail.contains(prepared::MAILBOX) && mail.contains("X-Unsent: 1"),
            "{mail}"
        );
    }
    hand_over(&window, Way::Pointer).await?;
    reply(&window, Way::Keys).await?;
    for way in [Way::Pointer, Way::Keys] {
        way.press(&window, "Écrire le compte rendu et ce qui a suivi (PDF)")
            .await?;
        let said = words(&written(&window, "Remise et réponse", ".pdf").await?)?;
        for words in ["Garder une trace audio", REPLY, REMARK] {
            assert!(said.contains(words), "the report lacks « {words} »: {said}");
        }
    }
    assert_eq!(window.violations().await?, [""; 0]);
    Ok(())
}

const REPLY: &str = "Le débit était faible ce jour-là.";
const REMARK: &str = "Il en est pris note.";

/// Notes that it was handed over by mail; axe is asked of the dialog.
async fn hand_over(window: &Window<'_>, way: Way) -> Outcome {
    way.press(window, "Noter la remise").await?;
    window.title("Noter la remise du compte rendu").await?;
    window.choose("Par courriel").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    way.press(window, "Enregistrer la remise").await?;
    window.gone(By::Css("[role=dialog]")).await?;
    window.words("Compte rendu remis").await.map(drop)
}

/// Notes the reply, and a remark on it.
async fn reply(window: &Window<'_>, way: Way) -> Outcome {
    let steps = [
        (
            "Noter une réponse",
            "Réponse, mot pour mot",
            REPLY,
            "Joindre la réponse",
        ),
        ("Noter une remarque", "Remarque", REMARK, "Joindre la remarque"),
    ];
    for (button, label, words, sign) in steps {
        way.press(window, button).await?;
        window.fill(label, words).await?;
        way.press(window, sign).await?;
        window.gone(By::Css("[role=dialog]")).await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_dossier_of_a_person_is_written_from_her_page() -> Outcome {
    let home = prepared::with_a_mailbox(164)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    window.press("Enseignants").await?;
    window.title("Enseignants").await?;
    window.touch("her entry", By::Css(".entry")).await?;
    window.title("Delphine Hoarau").await?;
    for way in [Way::Pointer, Way::Keys] {
        way.press(&window, "Écrire le dossier (PDF et JSON)").await?;
        let said = words(&written(&window, "Dossier de l’agent", ".pdf").await?)?;
        for words in [
            "Delphine Hoarau",
            "La consigne est reformulée.",
            whole_product::story::SECRET,
        ] {
            assert!(said.contains(words), "the dossier lacks « {words} »: {said}");
        }
    }
    assert_eq!(dossiers(&home.documents())?, 2, "nothing is written over");
    Ok(())
}

fn dossiers(folder: &Path) -> Outcome<usize> {
    let found = Command::new("find")
        .arg(folder)
        .args(["-name", "Dossier*.json"])
        .output()?;
    Ok(String::from_utf8(found.stdout)?.lines().count())
}

#[tokio::test]
async fn a_visit_made_on_paper_is_entered_with_its_true_times_and_says_so() -> Outcome {
    let home = prepared::with_visit(165)?;
    let window = Window::open(&home).await?;
    open(&window, "planned").await?;
    window.title("Préparer · ").await?;
    window.choose("Saisie après coup").await?;
    window.refill("Début réel", "08:20").await?;
    window.refill("Fin réelle", "09:05").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keys(Key::Tab + "").await?;
    window.press("Observer").await?;
    window.title("Observer · ").await?;
    window.words("De 8 h 20 à 9 h 05, saisie après coup").await?;
    window.press("Compte rendu").await?;
    window
        .press("Écrire le projet, à relire avec l’enseignant (PDF)")
        .await?;
    let said = words(&written(&window, "Écrire", ".pdf").await?)?;
    assert!(said.contains("saisie après coup"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_visit_to_a_school_has_its_own_grid_and_report() -> Outcome {
    let home = prepared::with_school_visit(166)?;
    let window = Window::open(&home).await?;
    open(&window, "underway").await?;
    window.title("Observer · ").await?;
    window.press("Compte rendu").await?;
    window.title("Compte rendu · ").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    for way in [Way::Pointer, Way::Keys] {
        way.press(&window, "Écrire le projet, à relire avec la direction (PDF)")
            .await?;
        let said = words(&written(&window, "Écrire", ".pdf").await?)?;
        assert!(said.contains("240") && said.contains("36"), "{said}");
    }
    Ok(())
}
