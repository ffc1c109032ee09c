//! A release before it is signed, in words: what it tells, what it does not and why.

use std::collections::{BTreeMap, BTreeSet};

use observation::canonical::Sha256;
use observation::release::{
    BLOCK, CellScope, Draft, Extent, Level, Published, ReleaseDocument, ReleasePart, Untold, Why,
};
use reports::indicator::{Unit, value_in_words};
use reports::release_report::label;

use crate::problem::{AppError, Outcome, codes};
use crate::views::{DraftedIndicator, ReleaseDraftView, UntoldView};

/// What a draft says.
///
/// # Errors
/// When it is no whole release.
pub(super) fn view(draft: &Draft, published: &Published) -> Outcome<ReleaseDraftView> {
    let broken = || AppError::refused(codes::RELEASE_NOT_PREPARED, "");
    let head = ReleaseDocument::read(&draft.head).ok_or_else(broken)?;
    let parts: Option<Vec<ReleasePart>> = draft.parts.iter().map(|text| ReleasePart::read(text)).collect();
    let parts = parts.ok_or_else(broken)?;
    Ok(ReleaseDraftView {
        sha256: Sha256::of(draft.head.as_bytes()).to_string(),
        number: head.number,
        name: head.name.clone(),
        terms: terms(&head, published),
        told: told_in_words(&parts),
        schools: schools_in_words(&head, &parts),
        reasons: reasons(&draft.untold),
        indicators: indicators(&head, &parts, published),
    })
}

/// « 1 240 chiffres publiés sur 2 310 (54 %) ».
pub(super) fn told_in_words(parts: &[ReleasePart]) -> String {
    let Extent { all, told } = Extent::of(parts);
    match all {
        0 => "aucun chiffre".to_owned(),
        _ => format!(
            "chiffres publiés\u{a0}: {} sur {}{}",
            count(told),
            count(all),
            share(told, all)
        ),
    }
}

fn count(number: usize) -> String {
    value_in_words(Unit::Count, number as f64)
}

fn share(told: usize, all: usize) -> String {
    format!(" ({}\u{a0}%)", (told * 100 + all / 2) / all.max(1))
}

/// What is signed besides the figures.
fn terms(head: &ReleaseDocument, published: &Published) -> Vec<String> {
    let withdrawn = head.withdrawn.iter().map(|one| {
        let known = published.indicator(&one.grid_code, &one.indicator);
        let title = known.map_or(one.indicator.as_str(), |known| label(known));
        format!("Elle retire «\u{a0}{title}\u{a0}», {}.", one.window)
    });
    let reason = head.reason.iter().map(|reason| format!("Raison\u{a0}: {reason}"));
    let mut terms = vec![format!(
        "Un chiffre repose sur {}\u{a0}enseignants au moins\u{202f}; les fenêtres de trois ans commencent en {}.",
        head.rules.teachers, head.anchor
    )];
    terms.extend(withdrawn);
    terms.extend(reason);
    terms
}

/// « 14 écoles et établissements sur 26 montrent au moins un chiffre ».
fn schools_in_words(head: &ReleaseDocument, parts: &[ReleasePart]) -> String {
    let mut shows: BTreeMap<CellScope, bool> = BTreeMap::new();
    for cell in parts.iter().flat_map(|part| &part.cells) {
        if matches!(cell.cell.scope, CellScope::School(_)) {
            let shown = cell.figures.iter().flatten().any(|figure| figure.shows());
            *shows.entry(cell.cell.scope).or_default() |= shown;
        }
    }
    let showing = shows.values().filter(|shows| **shows).count();
    match shows.len() {
        0 if head.complete.len() < BLOCK => {
            "Aucune fenêtre de trois années entières n’est encore complète\u{a0}: aucune école n’a de chiffre dans cette parution."
                .to_owned()
        }
        0 => "Cette parution ne dit rien de nouveau des écoles et des établissements.".to_owned(),
        all => format!(
            "Écoles et établissements avec au moins un chiffre\u{a0}: {} sur {}{}.",
            count(showing),
            count(all),
            share(showing, all)
        ),
    }
}

fn reasons(untold: &[Untold]) -> Vec<UntoldView> {
    let mut counts: BTreeMap<Why, [u64; 3]> = BTreeMap::new();
    for one in untold {
        let level = match one.level {
            Level::Academie => 0,
            Level::Circonscription => 1,
            Level::School => 2,
        };
        counts.entry(one.why).or_default()[level] += one.figures;
    }
    counts
        .into_iter()
        .map(|(why, [academie, circonscriptions, schools])| UntoldView {
            why: in_words(why).to_owned(),
            academie,
            circonscriptions,
            schools,
        })
        .collect()
}

fn in_words(why: Why) -> &'static str {
    match why {
        Why::FewTeachers => "moins d’enseignants que le seuil",
        Why::OneSchool => "une seule école ou un seul établissement",
        Why::OneTeacher => "presque tout vient d’un seul enseignant",
        Why::Difference => "un autre chiffre se retrouverait par différence",
        Why::Earlier => "une parution antérieure ne le donnait pas",
        Why::Small => "effectif ou répartition de moins de 20\u{a0}enseignants",
        Why::Break => "l’indicateur se mesurait autrement une de ces années",
        Why::Changed => "les années déjà parues ont changé de trop peu d’enseignants",
    }
}

fn indicators(head: &ReleaseDocument, parts: &[ReleasePart], published: &Published) -> Vec<DraftedIndicator> {
    let mut counts: BTreeMap<(&str, &str), (u64, u64)> = BTreeMap::new();
    for part in parts {
        for cell in &part.cells {
            for (name, figure) in part.of.iter().zip(&cell.figures) {
                let of_it = counts.entry((&part.grid_code, &name.indicator)).or_default();
                of_it.0 += u64::from(figure.is_some_and(|figure| figure.shows()));
                of_it.1 += 1;
            }
        }
    }
    let described = head.indicators.iter().chain(published.indicators());
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    described
        .filter_map(|one| {
            let key = (one.grid_code.as_str(), one.definition.code.as_str());
            let (told, all) = *counts.get(&key).filter(|_| told.insert(key))?;
            Some(DraftedIndicator {
                label: label(one).to_owned(),
                grid: one.grid_title.in_language(&one.language).to_owned(),
                told,
                all,
            })
        })
        .collect()
}
