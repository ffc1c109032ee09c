//! What the demonstration's inspector sees in the lesson: pairs improve the end of their story on shared tablets.

use thirtyfour::{By, Key};

use super::{Outcome, Window};

/// The key of « non observé ».
const NOT_OBSERVED: &str = "n";
/// The key of « sans objet ».
const NOT_APPLICABLE: &str = "s";

/// For an item, by code, the keys that answer it; an item that is not here stays open.
const SEEN: [(&str, &[&str]); 29] = [
    ("effectif_present", &["22"]),
    ("outils_presents", &["1", "7"]),
    ("outils_etat", &["2"]),
    ("appareils_en_etat", &["11"]),
    ("usage_numerique", &["1"]),
    ("outils_utilises", &["1", "7"]),
    ("manipule", &["4"]),
    ("groupement", &["4"]),
    ("tache", &["4", "5"]),
    ("duree_usage", &["25"]),
    ("autonomie", &["3"]),
    ("cooperation", &["4"]),
    ("place_numerique", &["4"]),
    ("lien_objectif", &["4"]),
    ("consigne", &["3"]),
    ("articulation", &["3"]),
    ("differenciation", &["3"]),
    ("accessibilite", &["2"]),
    ("retours", &["4"]),
    ("traces", &["1"]),
    ("exploitation_traces", &[NOT_OBSERVED]),
    ("usage_responsable", &["2"]),
    ("themes_responsables", &["7"]),
    ("incident", &["1"]),
    ("incident_nature", &["1"]),
    ("repli", &["3"]),
    ("ressources", &["7"]),
    ("ent_usage", &[NOT_APPLICABLE]),
    ("ia_generative", &["5"]),
];

/// Asked of the teacher, after the lesson.
const DECLARED: [(&str, &[&str]); 3] = [
    ("limites", &["3"]),
    ("frequence", &["2"]),
    ("souhaits_formation", &["3"]),
];

/// Scores the grid by keys, row after row from the first; gives how many items were answered.
///
/// # Errors
/// When the grid does not take the keys.
pub(super) async fn score(window: &Window<'_>) -> Outcome<usize> {
    window.keys(Key::F2 + "").await?;
    window
        .find("the focus in the grid", By::Css(".item-row:focus-within"))
        .await?;
    let mut row = focused_row(window).await?;
    loop {
        for key in keys_of(&row) {
            window.keys(*key).await?;
        }
        if focused_row(window).await? == row {
            window.keys(Key::Down + "").await?;
        }
        let next = focused_row(window).await?;
        if next == row {
            break;
        }
        row = next;
    }
    let answered = By::Css(".item-row [data-saved=yes]");
    window.gone(By::Css("[data-saved=no]")).await?;
    Ok(window.page()?.find_all(answered).await?.len())
}

/// A row's identifier ends in its item's code.
fn keys_of(row: &str) -> &'static [&'static str] {
    let code = row.rsplit('-').next().unwrap_or_default();
    let mut known = SEEN.iter().chain(&DECLARED);
    known
        .find(|(item, _)| *item == code)
        .map_or(&[], |(_, keys)| keys)
}

async fn focused_row(window: &Window<'_>) -> Outcome<String> {
    let script = "return document.activeElement?.closest('.item-row')?.id ?? ''";
    let row = window.ask(script, Vec::new()).await?;
    Ok(row.as_str().unwrap_or_default().to_owned())
}
