//! In the real window, by keyboard alone: from a first start to the teacher's report on the disk, without a pointer.

mod first_start;
mod help;

use std::path::{Path, PathBuf};

use thirtyfour::{By, Key};
use whole_product::machine::PASSPHRASE;
use whole_product::window::journey::{INSPECTOR, OBJECTIVE, RECOMMENDATION, SEEN, STRENGTH};
use whole_product::window::{Hand, Home, Outcome, Window};

use crate::printed::{in_one_line, words_of};

/// How the button of the teacher's report is named.
const WRITE_REPORT: &str = "Écrire le compte rendu (PDF)";

#[tokio::test]
async fn a_blank_laptop_becomes_a_report_without_a_pointer() -> Outcome {
    let home = Home::new()?;
    let window = Window::open(&home).await?;
    let hand = Hand::on(&window);
    first_start::choose_passphrase(&hand).await?;
    first_start::keep_recovery(&hand).await?;
    first_start::present_inspector(&hand).await?;
    first_start::discover(&hand).await?;
    prepare(&hand).await?;
    observe(&hand).await?;
    score(&hand).await?;
    debrief(&hand).await?;
    seal(&hand).await?;
    let report = write_report(&hand).await?;
    assert!(report.starts_with(home.documents()), "{}", report.display());
    assert_holds_what_was_typed(&report)?;
    hand_over(&hand).await?;
    lock_and_come_back(&hand).await
}

#[tokio::test]
async fn a_button_that_no_key_leads_to_is_told() -> Outcome {
    let home = Home::new()?;
    let window = Window::open(&home).await?;
    let hand = Hand::on(&window);
    hand.reach("Créer le carnet").await?;
    let spoil = "document.querySelector('button[type=submit]').tabIndex = -1";
    window.ask(spoil, Vec::new()).await?;
    hand.press(Key::Tab).await?;
    let reached = hand.reach("Créer le carnet").await;
    let told = reached.map_err(|trouble| trouble.to_string());
    assert!(
        told.as_ref()
            .is_err_and(|trouble| trouble.contains("never reaches")),
        "{told:?}"
    );
    Ok(())
}

async fn prepare(hand: &Hand<'_>) -> Outcome {
    hand.push("Préparer une visite").await?;
    hand.window().title("Préparer une visite").await?;
    hand.choose("Visite d’accompagnement").await?;
    hand.search("École ou établissement", "ecole elementaire").await?;
    enter_teacher(hand).await?;
    hand.choose("CE1").await?;
    hand.select("À préciser Discipline", "Français").await?;
    hand.reach("Usages du numérique").await?;
    hand.reach_by(&Key::Down.into(), "Usages du numérique à l’école élémentaire")
        .await?;
    hand.fill("Objectifs convenus", OBJECTIVE).await?;
    hand.push("Mettre à l’agenda").await?;
    hand.window().title("Préparer · ").await?;
    hand.push("Observer").await
}

/// Enters a teacher without leaving the visit, in a dialog that gives the focus back.
async fn enter_teacher(hand: &Hand<'_>) -> Outcome {
    hand.push("Nouvel enseignant").await?;
    hand.window().title("Nouvel enseignant").await?;
    hand.fill("Nom", "Hoarau").await?;
    hand.fill("Prénom", "Delphine").await?;
    hand.push("Ajouter au registre").await?;
    hand.window().gone(By::Css("[role=dialog]")).await?;
    let chosen = By::Css("[aria-label='Enseignants visités']");
    hand.window().find("the teacher chosen", chosen).await?;
    let back = "document.activeElement.textContent === 'Nouvel enseignant'";
    hand.window().comes_true("the focus given back", back).await
}

/// Begins the séance, writes two paragraphs, and cites the first.
async fn observe(hand: &Hand<'_>) -> Outcome {
    hand.window().title("Observer · ").await?;
    let in_notebook = "document.activeElement.tagName === 'TEXTAREA'";
    hand.window()
        .comes_true("the focus in the notebook", in_notebook)
        .await?;
    hand.push_back("Commencer la séance").await?;
    // Once it has begun, the focus goes back to where one writes.
    hand.window()
        .comes_true("the focus given back", in_notebook)
        .await?;
    hand.reach("Nouveau paragraphe").await?;
    hand.press(SEEN).await?;
    hand.press(Key::Enter).await?;
    hand.push_back("Citer").await?;
    hand.fill("Nouveau paragraphe", "Un binôme explique sa correction.")
        .await?;
    hand.press(Key::Enter).await?;
    hand.window().gone(By::Css("[data-saved=no]")).await
}

/// Sets items aside by letters, finds one by its name, and answers it by a figure.
async fn score(hand: &Hand<'_>) -> Outcome {
    hand.press(Key::F2).await?;
    let in_grid = By::Css(".item-row:focus-within");
    hand.window().find("the focus in the grid", in_grid).await?;
    hand.press("jnjsjf").await?;
    hand.search("Chercher un observable", "objectif").await?;
    let item = By::Css(".item-row[data-current=true]:focus-within");
    hand.window().find("the item found", item).await?;
    hand.press("3").await?;
    for answer in ["not_observed", "not_applicable", "level"] {
        let row = By::Css(format!(".item-row[data-state={answer}] [data-saved=yes]"));
        hand.window().find(answer, row).await?;
    }
    hand.window().gone(By::Css("[data-saved=no]")).await
}

/// Leaves the grid by its key: many rows stand before it.
async fn debrief(hand: &Hand<'_>) -> Outcome {
    hand.press(Key::F2).await?;
    hand.push_back("Entretien").await?;
    hand.window().title("Points d’appui").await?;
    hand.push("Ajouter un point d’appui").await?;
    hand.fill("Point d’appui 1", STRENGTH).await?;
    hand.push("Ajouter une recommandation").await?;
    hand.fill("Recommandation 1", RECOMMENDATION).await?;
    hand.press(Key::Tab).await?;
    hand.window().gone(By::Css(".saved[data-state=saving]")).await
}

async fn seal(hand: &Hand<'_>) -> Outcome {
    hand.push_back("Relire et sceller").await?;
    hand.window().title("À relire avant de sceller").await?;
    hand.push("Sceller la visite").await?;
    hand.window().title("Sceller la visite").await?;
    hand.push("Sceller").await?;
    hand.window().title("Compte rendu · ").await?;
    let sealed = By::Css(".sheet[data-sealed=true]");
    hand.window().find("the sealed report", sealed).await.map(drop)
}

/// Writes the teacher's report; gives the file that the screen then names.
async fn write_report(hand: &Hand<'_>) -> Outcome<PathBuf> {
    hand.push(WRITE_REPORT).await?;
    let [name, folder] = [".exported strong", ".exported .code"].map(By::Css);
    let name = hand.window().text("the name of the file", name).await?;
    let folder = hand.window().text("its folder", folder).await?;
    Ok(Path::new(&folder).join(name))
}

/// Notes that the report was handed over, the reply that came, and closes the exchange; each dialog gives the focus back.
async fn hand_over(hand: &Hand<'_>) -> Outcome {
    let steps = [
        (
            "Noter la remise",
            "Noter la remise du compte rendu",
            None,
            "Enregistrer la remise",
        ),
        (
            "Noter une réponse",
            "Noter la réponse reçue",
            Some(("Réponse, mot pour mot", "Le débit était faible.")),
            "Joindre la réponse",
        ),
        ("Clore l’échange", "Clore l’échange", None, "Clore maintenant"),
    ];
    for (button, title, typed, confirm) in steps {
        hand.push(button).await?;
        hand.window().title(title).await?;
        if let Some((label, words)) = typed {
            hand.fill(label, words).await?;
        }
        hand.push(confirm).await?;
        hand.window().gone(By::Css("[role=dialog]")).await?;
    }
    hand.window().words("Le débit était faible.").await.map(drop)
}

fn assert_holds_what_was_typed(report: &Path) -> Outcome {
    let text = words_of(report)?;
    let typed = [INSPECTOR, "Delphine Hoarau", OBJECTIVE, SEEN, STRENGTH];
    for words in typed.into_iter().chain([RECOMMENDATION]) {
        assert!(
            text.contains(&in_one_line(words)),
            "the report lacks « {words} »: {text}"
        );
    }
    Ok(())
}

/// Locks, and unlocks where it was left.
async fn lock_and_come_back(hand: &Hand<'_>) -> Outcome {
    hand.push_back("Verrouiller").await?;
    hand.window().title("Carnet verrouillé").await?;
    hand.fill("Phrase de passe", PASSPHRASE).await?;
    hand.press(Key::Enter).await?;
    hand.window().title("Compte rendu · ").await.map(drop)
}
