//! The first start by keyboard alone: from the passphrase to an open notebook.

use thirtyfour::{By, Key};
use whole_product::machine::PASSPHRASE;
use whole_product::window::journey::INSPECTOR;
use whole_product::window::{Hand, Outcome};

/// Chooses the passphrase that makes the notebook.
pub async fn choose_passphrase(hand: &Hand<'_>) -> Outcome {
    hand.window().title("Bienvenue").await?;
    hand.fill("Phrase de passe", PASSPHRASE).await?;
    hand.fill("La même, une seconde fois", PASSPHRASE).await?;
    let strong = By::Css(".strength[data-accepted=true]");
    hand.window().find("a strong passphrase", strong).await?;
    hand.push("Créer le carnet").await
}

/// Reads the recovery code, and types back the groups whose numbers are read where the focus is.
pub async fn keep_recovery(hand: &Hand<'_>) -> Outcome {
    hand.window().title("Votre code de secours").await?;
    let shown = ".recovery-code .code";
    hand.window().find("the recovery code", By::Css(shown)).await?;
    let groups = hand.window().all_words(shown).await?;
    hand.push("C’est noté, continuer").await?;
    hand.window().title("Vérifions le code de secours").await?;
    for _ in 0..2 {
        hand.reach("Groupe ").await?;
        let rank: usize = hand.focused().await?.trim_start_matches("Groupe ").parse()?;
        hand.press(groups[rank - 1].as_str()).await?;
        hand.press(Key::Tab).await?;
    }
    hand.push("Vérifier").await
}

/// Says who the inspector is, and in which académie.
pub async fn present_inspector(hand: &Hand<'_>) -> Outcome {
    hand.window().title("Vous et votre académie").await?;
    hand.select("Choisir une académie", "La Réunion").await?;
    hand.fill("Prénom et nom", INSPECTOR).await?;
    hand.select("Choisir Fonction", "Inspectrice de l’Éducation nationale")
        .await?;
    hand.fill("Service", "Circonscription de Bellerive").await?;
    hand.push("Continuer").await
}

/// The chooser of files belongs to the system: the hand goes past it, to what needs no file.
pub async fn discover(hand: &Hand<'_>) -> Outcome {
    hand.window().title("Écoles et établissements").await?;
    hand.reach("Choisir le fichier de l’annuaire").await?;
    hand.push("Découvrir avec des données fictives").await?;
    hand.window().title("Agenda").await.map(drop)
}
