//! In the real window, two laptops of one inspector and a store: each corrects the same visit without a network, the conflict is
//! shown and settled; a visit that was begun here goes on there.

use std::path::Path;

use app::App;
use app::sample::Sample;
use observation::directory::fictitious::{self, Columns};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::By;
use whole_product::machine::{Machine, PASSPHRASE, ask, set_up_with_code};
use whole_product::story::import;
use whole_product::sync::Academie;
use whole_product::window::{Home, Outcome, Window, prepared};

/// A laptop that is worked on by commands.
pub(super) struct Other {
    app: App,
    /// Where it lies, where that is no window's home.
    _folder: Option<TempDir>,
}

impl Other {
    pub(super) fn ask(&self, name: &str, request: Value) -> Outcome<Value> {
        ask(&self.app, name, request).map_err(|codes| format!("{name}: {}", codes.join(", ")).into())
    }

    fn sync(&self) -> Outcome<Value> {
        let view = self.ask("sync_now", json!({}))?;
        match &view["problem"] {
            Value::Null => Ok(view),
            problem => Err(problem.to_string().into()),
        }
    }

    /// The first visit that stands so.
    fn visit(&self, status: &str) -> Outcome<Value> {
        let visits = self.ask("agenda", json!({ "from": "2020-01-01", "to": "2040-01-01" }))?;
        let mut visits = visits.as_array().cloned().unwrap_or_default().into_iter();
        let found = visits.find(|visit| visit["status"] == status);
        found.ok_or_else(|| format!("no visit is {status}").into())
    }

    fn correct(&self, visit: &Value, reason: &str) -> Outcome<()> {
        self.ask("begin_correction", json!({ "visit": visit }))?;
        let said = format!("Ce qui s’est dit, avec {reason}.");
        let debrief = json!({ "interview": said, "strengths": [], "recommendations": [], "follow_ups": [] });
        self.ask("save_debrief", json!({ "visit": visit, "debrief": debrief }))?;
        self.ask("seal", json!({ "visit": visit, "reason": reason }))?;
        Ok(())
    }

    /// What the laptop of `home` is before its window opens: joined, with visits; and its recovery code.
    pub(super) fn in_home(home: &Home, invitation: &str) -> Outcome<(Self, String)> {
        let told = |codes: Vec<String>| codes.join(", ");
        let machine = Machine::in_folder(&home.data(), 68);
        let (app, code) = set_up_with_code(machine).map_err(told)?;
        app.make_up(Sample {
            schools: 20,
            teachers: 20,
            past_visits: 3,
            coming_visits: 1,
            seed: 68,
        })?;
        let laptop = Self { app, _folder: None };
        let joined = json!({ "invitation": invitation, "authority": "", "proxy": "" });
        laptop.ask("join_store", joined)?;
        // The window shows the week of the real clock.
        let mut plan =
            laptop.ask("visit", json!({ "visit": laptop.visit("planned")?["id"] }))?["plan"].clone();
        let today = chrono::Utc::now().with_timezone(&chrono_tz::Indian::Reunion);
        plan["date"] = json!(today.date_naive().to_string());
        laptop.ask("save_plan", plan)?;
        Ok((laptop, code))
    }

    /// Another laptop of the same author, made from what the store keeps.
    fn recovered(invitation: &str, code: &str) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let laptop = Self::recovered_in(folder.path(), invitation, code)?;
        Ok(Self {
            _folder: Some(folder),
            ..laptop
        })
    }

    /// The same, in this folder.
    pub(super) fn recovered_in(folder: &Path, invitation: &str, code: &str) -> Outcome<Self> {
        let laptop = Self {
            app: App::new(Machine::in_folder(folder, 69)),
            _folder: None,
        };
        let request = json!({
            "invitation": invitation, "code": code, "passphrase": PASSPHRASE,
            "authority": "", "proxy": "",
        });
        laptop.ask("recover_from_store", request)?;
        let presets = laptop.ask("presets", json!({}))?;
        let inspector = json!({
            "name": "Camille Dubreuil", "function": "Inspectrice de l’Éducation nationale (IEN)",
            "service": "Circonscription fictive", "circonscriptions": [], "disciplines": [], "preset": presets[0],
        });
        laptop.ask("save_inspector", inspector)?;
        // The directory is of the laptop: it is imported on each.
        let schools = fictitious::schools(20, 68);
        let annuaire = fictitious::csv(&schools, Columns::Of2026, &[]);
        import(&laptop.app, annuaire).map_err(|codes| codes.join(", "))?;
        Ok(laptop)
    }
}

/// Two laptops whose versions of one visit cross; the visit is named where it is to be settled.
fn crossed(home: &Home, invitation: &str) -> Outcome<Other> {
    let (first, code) = Other::in_home(home, invitation)?;
    let second = Other::recovered(invitation, &code)?;
    first.sync()?;
    let visit = first.visit("sealed")?["id"].clone();
    first.correct(&visit, "un oubli, sur le premier portable")?;
    second.correct(&visit, "une précision, sur le second")?;
    first.sync()?;
    second.sync()?;
    first.sync()?;
    assert_eq!(first.sync()?["conflicts"][0]["id"], visit);
    first.ask("lock", json!({}))?;
    Ok(second)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_is_settled_and_a_visit_goes_on_on_the_other_laptop() -> Outcome {
    let academie = tokio::task::block_in_place(Academie::with_invitation)?;
    let home = Home::new()?;
    let other = tokio::task::block_in_place(|| crossed(&home, &academie.invitation))?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    // Said on the agenda: who never looks at syncing knows of it all the same.
    window.words("Deux corrections concurrentes").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("conflit-annonce").await?;
    window.press("Voir la synchronisation").await?;
    window.title("À départager").await?;
    window
        .touch("the visit", By::Css("[aria-label='Visites à départager'] .entry"))
        .await?;
    window.title("Visite du").await?;
    window.words("Quoi").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("conflit").await?;
    window.press("Partir de la seconde").await?;
    window.title("Relire et sceller").await?;
    window.keep_picture("conflit-relire").await?;
    window
        .fill("Raison du rectificatif", "les deux versions réunies")
        .await?;
    window.press("Sceller le rectificatif").await?;
    window.title("Sceller le rectificatif").await?;
    window.press("Sceller").await?;
    window.press("Réglages").await?;
    window.press("Synchronisation").await?;
    window.press("Synchroniser maintenant").await?;
    window.words("Tout ce qui était scellé").await?;
    assert!(
        !window
            .shows(By::XPath("//h2[contains(., 'À départager')]"))
            .await?
    );
    let settled = tokio::task::block_in_place(|| other.sync())?;
    assert_eq!(settled["conflicts"], json!([]), "the other laptop knows");

    hand_over(&window).await?;
    let arrived = tokio::task::block_in_place(|| other.sync().and_then(|_| other.visit("underway")))?;
    assert!(arrived["id"].is_string());
    Ok(())
}

/// The laptop of `home`, ended by another of the same author.
fn ended_from_elsewhere(home: &Home, invitation: &str) -> Outcome {
    let (first, code) = Other::in_home(home, invitation)?;
    let second = Other::recovered(invitation, &code)?;
    // Its own device is the first of the list.
    let devices = second.sync()?["store"]["devices"].clone();
    second.ask("revoke_device", json!({ "key": devices[1]["key"] }))?;
    second.sync()?;
    first.ask("lock", json!({}))?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_laptop_that_was_revoked_says_so_without_being_asked() -> Outcome {
    let academie = tokio::task::block_in_place(Academie::with_invitation)?;
    let home = Home::new()?;
    tokio::task::block_in_place(|| ended_from_elsewhere(&home, &academie.invitation))?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    window.words("Cet ordinateur a été révoqué").await?;
    window.title("Agenda").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("revoque").await?;
    // Put away, it stays so until the next start; the place that tells it all still does.
    window.press("Masquer").await?;
    window.gone(By::Css(".attention")).await?;
    window.press("Réglages").await?;
    window.press("Synchronisation").await?;
    window.words("Cet ordinateur a été révoqué").await?;
    Ok(())
}

/// The visit to come goes on elsewhere.
async fn hand_over(window: &Window<'_>) -> Outcome {
    window.press("Agenda").await?;
    window
        .touch(
            "the visit to come",
            By::Css(".visit-card[data-status=planned] .visit-card-open"),
        )
        .await?;
    window.press("Y continuer cette visite…").await?;
    window.title("Continuer sur votre autre ordinateur").await?;
    assert_eq!(window.violations().await?, [""; 0]);
    window.keep_picture("remettre").await?;
    window.press("Remettre la visite").await?;
    window.keep_picture("remise").await?;
    window.press("Réglages").await?;
    window.press("Synchronisation").await?;
    window.press("Synchroniser maintenant").await?;
    window.words("Tout ce qui était scellé").await.map(drop)
}
