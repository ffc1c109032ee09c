//! The main job, played in the window: from a first start to the report in the teacher's hands.

use std::fs;
use std::path::{Path, PathBuf};

use observation::directory::fictitious::{self, Columns};
use observation::grid::Degree;
use thirtyfour::By;

use super::{Outcome, Window, lesson, until};
use crate::machine::PASSPHRASE;

/// The inspector of the journey.
pub const INSPECTOR: &str = "Camille Dubreuil";
/// Opens the paragraph that the report cites.
pub const SEEN: &str = "Les élèves ouvrent la tablette et retrouvent seuls leur texte de la veille";
/// What deserves to be kept.
pub const STRENGTH: &str = "Chaque binôme relit et améliore son texte à partir d’une grille connue";
/// What is recommended.
pub const RECOMMENDATION: &str = "Garder dans le cahier une trace datée de chaque production";
/// What was agreed before.
pub const OBJECTIVE: &str = "Les traces gardées du travail sur tablette";
/// Written in the personal notes, and nowhere else.
pub const SECRET: &str = "Trèfle-Indigo-Quarante";

/// Told at each moment worth a picture, with its name.
pub trait Witness {
    /// Keeps what is on screen, or not.
    fn moment(&mut self, window: &Window<'_>, name: &str) -> impl Future<Output = Outcome>;
}

/// Sees nothing.
#[derive(Debug, Clone, Copy)]
pub struct Nobody;

impl Witness for Nobody {
    async fn moment(&mut self, _: &Window<'_>, _: &str) -> Outcome {
        Ok(())
    }
}

/// What a whole journey leaves.
#[derive(Debug)]
pub struct Played {
    /// The recovery code, group by group.
    pub code: Vec<String>,
    /// How many items were answered.
    pub answered: usize,
    /// The teacher's report.
    pub report: PathBuf,
}

/// The whole way.
///
/// # Errors
/// The step that did not go as it should.
pub async fn whole(
    window: &Window<'_>,
    annuaire: &Path,
    uai: &str,
    documents: &Path,
    seen: &mut impl Witness,
) -> Outcome<Played> {
    let code = first_start(window, annuaire, seen).await?;
    enter_teacher(window, seen).await?;
    prepare(window, uai, seen).await?;
    let answered = observe(window, seen).await?;
    debrief(window, seen).await?;
    seal(window, seen).await?;
    let report = hand_over(window, documents, seen).await?;
    Ok(Played {
        code,
        answered,
        report,
    })
}

/// From the passphrase to the open notebook, with an imported directory; gives the recovery code, group by group.
///
/// # Errors
/// The step that did not go as it should.
pub async fn first_start(
    window: &Window<'_>,
    annuaire: &Path,
    seen: &mut impl Witness,
) -> Outcome<Vec<String>> {
    window.title("Bienvenue").await?;
    window.fill("Phrase de passe", PASSPHRASE).await?;
    window.fill("La même, une seconde fois", PASSPHRASE).await?;
    window
        .find("a strong passphrase", By::Css(".strength[data-accepted=true]"))
        .await?;
    seen.moment(window, "phrase-de-passe").await?;
    window.press("Créer le carnet").await?;
    let code = keep_recovery(window, seen).await?;
    settle(window, annuaire, seen).await?;
    Ok(code)
}

/// What no store knows and a notebook asks: who one is, of which académie, and the directory.
///
/// # Errors
/// The step that did not go as it should.
pub async fn settle(window: &Window<'_>, annuaire: &Path, seen: &mut impl Witness) -> Outcome {
    present_inspector(window, seen).await?;
    import_directory(window, annuaire, seen).await?;
    window.title("Agenda").await?;
    Ok(())
}

/// Writes the recovery code as a PDF, and types back the groups that are asked for.
///
/// # Errors
/// The step that did not go as it should.
pub async fn keep_recovery(window: &Window<'_>, seen: &mut impl Witness) -> Outcome<Vec<String>> {
    window.title("Votre code de secours").await?;
    let groups = window.all_words(".recovery-code .code").await?;
    window.press("Enregistrer en PDF").await?;
    window.find("the written file", By::Css(".exported")).await?;
    seen.moment(window, "code-de-secours").await?;
    window.press("C’est noté, continuer").await?;
    window.title("Vérifions le code de secours").await?;
    window
        .find("a group to type again", By::Css(".cover-label form input"))
        .await?;
    for label in asked(window).await? {
        let rank: usize = label.trim_start_matches("Groupe ").parse()?;
        window.fill(&label, &groups[rank - 1]).await?;
    }
    seen.moment(window, "code-recopie").await?;
    window.press("Vérifier").await?;
    Ok(groups)
}

/// The labels of the groups that are asked for again.
async fn asked(window: &Window<'_>) -> Outcome<Vec<String>> {
    window.all_words(".cover-label form label").await
}

async fn present_inspector(window: &Window<'_>, seen: &mut impl Witness) -> Outcome {
    window.title("Vous et votre académie").await?;
    window.select("Votre académie", "La Réunion").await?;
    window.fill("Prénom et nom", INSPECTOR).await?;
    window.select("Fonction", "Inspect").await?;
    window.fill("Service", "Circonscription de Bellerive").await?;
    seen.moment(window, "inspecteur").await?;
    window.press("Continuer").await
}

async fn import_directory(window: &Window<'_>, annuaire: &Path, seen: &mut impl Witness) -> Outcome {
    window.title("Écoles et établissements").await?;
    window.give_file(annuaire).await?;
    window.title("Voici ce que l’import ferait").await?;
    seen.moment(window, "annuaire-apercu").await?;
    window.press("Importer").await?;
    window.title("L’annuaire est importé").await?;
    seen.moment(window, "annuaire-importe").await?;
    window.press("Ouvrir le carnet").await
}

/// Writes a fictitious directory in `folder`; gives the file and the name of a primary school in it.
///
/// # Errors
/// When it cannot be written.
pub fn write_directory(folder: &Path) -> Outcome<(PathBuf, String)> {
    let schools = fictitious::schools(400, 7);
    let primary = schools
        .iter()
        .find(|school| school.degree() == Some(Degree::Premier));
    let name = primary.ok_or("no primary school was drawn")?.uai.to_string();
    let path = folder.join("annuaire-fictif.csv");
    fs::write(&path, fictitious::csv(&schools, Columns::Of2026, &[]))?;
    Ok((path, name))
}

/// Enters a teacher by hand, in the register.
///
/// # Errors
/// The step that did not go as it should.
pub async fn enter_teacher(window: &Window<'_>, seen: &mut impl Witness) -> Outcome {
    window.press("Enseignants").await?;
    window.title("Enseignants").await?;
    window.press("Ajouter un enseignant").await?;
    window.fill("Nom", "Hoarau").await?;
    window.fill("Prénom", "Delphine").await?;
    window.fill("Fonction", "Professeure des écoles").await?;
    seen.moment(window, "enseignante").await?;
    window.press("Enregistrer").await?;
    window.title("Delphine Hoarau").await?;
    seen.moment(window, "fiche-enseignante").await
}

/// Prepares a visit of today to this teacher, in the school `uai`.
///
/// # Errors
/// The step that did not go as it should.
pub async fn prepare(window: &Window<'_>, uai: &str, seen: &mut impl Witness) -> Outcome {
    window.press("Agenda").await?;
    window.title("Agenda").await?;
    window.press("Préparer une visite").await?;
    window.title("Préparer une visite").await?;
    window.choose("Visite d’accompagnement").await?;
    window.search("École ou établissement", uai, uai).await?;
    window.search("Enseignant", "hoarau", "HOARAU").await?;
    window.choose("CE1").await?;
    window.select("Discipline ou domaine", "Français").await?;
    window.choose("Usages du numérique à l’école élémentaire").await?;
    window.fill("Objectifs convenus", OBJECTIVE).await?;
    seen.moment(window, "preparer").await?;
    window.press("Mettre à l’agenda").await?;
    window.title("Préparer · ").await?;
    window.press("Agenda").await?;
    window
        .find("the visit in the agenda", By::Css(".visit-card"))
        .await?;
    seen.moment(window, "agenda").await?;
    window.touch("the visit", By::Css(".visit-card button")).await?;
    window.title("Préparer · ").await?;
    window.press("Observer").await
}

/// Writes paragraphs, cites one, and scores by single keys; gives how many answers were given.
///
/// # Errors
/// The step that did not go as it should.
pub async fn observe(window: &Window<'_>, seen: &mut impl Witness) -> Outcome<usize> {
    window.title("Observer · ").await?;
    window.press("Commencer la séance").await?;
    write_paragraphs(window).await?;
    seen.moment(window, "carnet").await?;
    let answered = lesson::score(window).await?;
    seen.moment(window, "grille").await?;
    Ok(answered)
}

async fn write_paragraphs(window: &Window<'_>) -> Outcome {
    let paragraphs = [
        SEEN,
        "L’enseignante rappelle l’objectif\u{a0}: améliorer la fin du récit",
        "Une tablette ne se connecte pas\u{a0}; le binôme passe au cahier, prévu pour cela",
    ];
    for paragraph in paragraphs {
        window.write(paragraph).await?;
    }
    saved(window, paragraphs.len()).await?;
    window
        .touch("Citer", By::Css(".paragraph .toggle[aria-pressed=false]"))
        .await
}

/// Waits until at least `count` entries are shown as saved, and none as not saved.
///
/// # Errors
/// When that does not come.
pub async fn saved(window: &Window<'_>, count: usize) -> Outcome {
    window.gone(By::Css("[data-saved=no]")).await?;
    let shown = window.page()?.find_all(By::Css("[data-saved=yes]")).await?.len();
    if shown < count {
        return Err(format!("{shown} entries are shown as saved, where {count} were entered").into());
    }
    Ok(())
}

/// After the lesson: the interview, a strength, a recommendation, and a personal note.
///
/// # Errors
/// The step that did not go as it should.
pub async fn debrief(window: &Window<'_>, seen: &mut impl Witness) -> Outcome {
    window.press("Entretien").await?;
    window
        .fill(
            "Entretien",
            "Échange de trente minutes, à partir des productions des élèves.",
        )
        .await?;
    window.press("Ajouter un point d’appui").await?;
    window.fill("Point d’appui 1", STRENGTH).await?;
    window.press("Ajouter une recommandation").await?;
    window.fill("Recommandation 1", RECOMMENDATION).await?;
    window
        .fill(
            "Formation proposée",
            "Produire des écrits avec des outils numériques",
        )
        .await?;
    window.fill("Notes personnelles", SECRET).await?;
    window.title("Observer · ").await?.click().await?;
    window.gone(By::Css(".saved[data-state=saving]")).await?;
    seen.moment(window, "entretien").await
}

/// Reads again, and seals.
///
/// # Errors
/// The step that did not go as it should.
pub async fn seal(window: &Window<'_>, seen: &mut impl Witness) -> Outcome {
    window.press("Relire et sceller").await?;
    window.title("À relire avant de sceller").await?;
    seen.moment(window, "relire").await?;
    window.press("Sceller la visite").await?;
    window.title("Sceller la visite").await?;
    seen.moment(window, "sceller").await?;
    window.press("Sceller").await
}

/// Previews the sealed report and writes it; gives the PDF.
///
/// # Errors
/// The step that did not go as it should.
pub async fn hand_over(window: &Window<'_>, documents: &Path, seen: &mut impl Witness) -> Outcome<PathBuf> {
    window.title("Compte rendu · ").await?;
    window
        .find("the sealed report", By::Css(".sheet[data-sealed=true]"))
        .await?;
    seen.moment(window, "compte-rendu").await?;
    window.press("Écrire le compte rendu (PDF)").await?;
    let name = window
        .text("the written file", By::Css(".exported strong"))
        .await?;
    seen.moment(window, "compte-rendu-ecrit").await?;
    until("the PDF", || found_under(documents, &name)).await
}

fn found_under(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    entries.into_iter().find_map(|path| match path.is_dir() {
        true => found_under(&path, name),
        false => path.file_name().is_some_and(|own| own == name).then_some(path),
    })
}
