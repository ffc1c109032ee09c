//! In the real window: an invitation is pasted, what was sealed goes to the store's real process, and what cannot go is said.

use app::sample::Sample;
use serde_json::json;
use sync_protocol::trust::Role;
use thirtyfour::By;
use whole_product::machine::{Machine, ask, set_up_with_code};
use whole_product::sync::Academie;
use whole_product::window::journey::{self, Nobody};
use whole_product::window::{Home, Outcome, Window, prepared};

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_taken_and_what_was_sealed_is_in_the_store() -> Outcome {
    let academie = tokio::task::block_in_place(Academie::with_invitation)?;
    let home = prepared::with_everything(64)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    window.press("Réglages").await?;
    window.press("Synchronisation").await?;
    window.title("Synchronisation").await?;
    window.fill("Invitation", "carnet:1 https://entrepot").await?;
    window.press("Rattacher").await?;
    window.words("Ce texte n’est pas une invitation entière").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    // The driver takes a field that grew for hidden; who uses it does not.
    window
        .ask("document.querySelector('textarea').select()", Vec::new())
        .await?;
    window.keys(academie.invitation.as_str()).await?;
    window.press("Rattacher").await?;
    window.words("Tout ce qui était scellé").await?;
    window
        .words("Inspecteur ou inspectrice, discipline L0202")
        .await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("synchronisation").await?;
    // The store stops: everything goes on, and the screen says what it knows.
    tokio::task::block_in_place(|| academie.store.kill())?;
    window.press("Synchroniser maintenant").await?;
    window.words("L’entrepôt n’a pas répondu").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("sans-entrepot").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ien_tice_shares_his_register_and_publishes_a_grid() -> Outcome {
    let academie = tokio::task::block_in_place(|| Academie::inviting(Role::IenTice))?;
    let home = prepared::with_everything(66)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    window.press("Réglages").await?;
    window.press("Synchronisation").await?;
    window.fill("Invitation", &academie.invitation).await?;
    window.press("Rattacher").await?;
    window.words("Tout ce qui était scellé").await?;
    window.press("Partager mon registre…").await?;
    window.title("Partager votre registre").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("partager-registre").await?;
    window.press("Partager").await?;
    window
        .words("Votre registre est partagé avec : discipline L0202")
        .await?;
    window.keep_picture("registre-partage").await?;
    let summary = By::XPath("//summary[normalize-space() = 'Clé du cercle']");
    window.touch("the key of the circle", summary).await?;
    window.press("Renouveler la clé…").await?;
    window.title("Renouveler la clé du cercle").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("renouveler-cle").await?;
    window.press("Renouveler").await?;
    window.words("Clé renouvelée.").await?;
    window.press("Grilles").await?;
    window.touch("a grid", By::Css(".entry")).await?;
    window.press("Publier la grille…").await?;
    window.title("Publier cette grille").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("publier-grille").await?;
    window.press("Publier").await?;
    window.words("Publiée pour").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("grille-publiee").await?;
    window.press("Écoles et établissements").await?;
    window.press("Publier ces écoles…").await?;
    window.title("Publier l’annuaire").await?;
    window.find("the dialog", By::Css("[role=dialog]")).await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("publier-annuaire").await?;
    window.press("Publier").await?;
    window
        .gone(By::XPath("//h2[contains(., 'Publier l’annuaire')]"))
        .await
}

/// An inspector's laptop that synced once, then was lost: its recovery code, and how many visits it had sealed.
fn lost(invitation: &str) -> Outcome<(String, usize)> {
    let folder = tempfile::tempdir()?;
    let told = |codes: Vec<String>| codes.join(", ");
    let (app, code) = set_up_with_code(Machine::in_folder(folder.path(), 65)).map_err(told)?;
    app.make_up(Sample {
        schools: 20,
        teachers: 20,
        past_visits: 4,
        coming_visits: 0,
        seed: 65,
    })?;
    let joined = json!({ "invitation": invitation, "authority": "", "proxy": "" });
    ask(&app, "join_store", joined).map_err(told)?;
    let span = json!({ "from": "2020-01-01", "to": "2040-01-01" });
    let all = ask(&app, "agenda", span).map_err(told)?;
    let all = all.as_array().into_iter().flatten();
    let sealed = all.filter(|visit| visit["revision"].as_u64() > Some(0));
    Ok((code, sealed.count()))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_nothing_but_the_recovery_code_gets_the_notebook_back_and_revokes_the_lost_laptop() -> Outcome
{
    let academie = tokio::task::block_in_place(Academie::with_invitation)?;
    let (code, visits) = tokio::task::block_in_place(|| lost(&academie.invitation))?;
    let home = Home::new()?;
    let window = Window::open(&home).await?;
    window.title("Bienvenue").await?;
    window.press("Mon portable est perdu…").await?;
    window
        .fill("Texte du gardien de l’académie", &academie.invitation)
        .await?;
    window.fill("Code de secours", &code).await?;
    window
        .fill("Nouvelle phrase de passe", "une autre phrase de passe, neuve")
        .await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("portable-perdu").await?;
    window.press("Faire revenir mon carnet").await?;
    window.title("Vous et votre académie").await?;
    let (annuaire, _) = journey::write_directory(home.path())?;
    journey::settle(&window, &annuaire, &mut Nobody).await?;
    // The lost laptop is told of wherever one is, and offered to be ended.
    window.words("Votre carnet est revenu sur cet ordinateur").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("portable-revenu").await?;
    window.press("Voir la synchronisation").await?;
    window.title("L’ordinateur perdu").await?;
    window.words("Cet ordinateur").await?;
    let back = format!("{visits} visites scellées dessus");
    window.words(&back).await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("ordinateur-perdu").await?;
    window.press("C’est lui…").await?;
    window.title("Révoquer cet ordinateur").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.press("Révoquer").await?;
    window
        .gone(By::XPath("//h2[contains(., 'L’ordinateur perdu')]"))
        .await?;
    assert!(
        !window
            .shows(By::XPath("//h2[contains(., 'Vos ordinateurs')]"))
            .await?
    );
    window.press("Agenda").await?;
    window
        .gone(By::XPath("//p[contains(., 'Votre carnet est revenu')]"))
        .await
}
