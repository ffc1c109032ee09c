//! A visit that was begun on one laptop goes on on the other of its author, and takes no change on the first until it is back.

use app::App;
use app::sample::Sample;
use serde_json::{Value, json};
use tempfile::TempDir;
use whole_product::machine::{Machine, ask, set_up_with_code};
use whole_product::sync::Academie;
use whole_product::sync::laptop::Trouble;

/// What a laptop answers, or why it does not.
type Told<T> = Result<T, Trouble>;

/// A laptop: its application, and the folder of its notebook.
struct Laptop {
    app: App,
    _folder: TempDir,
}

impl Laptop {
    fn ask(&self, name: &str, request: Value) -> Told<Value> {
        Ok(ask(&self.app, name, request).map_err(|codes| codes.join(", "))?)
    }

    /// The first laptop of an inspector with one visit to come, joined; and the recovery code.
    fn first(invitation: &str) -> Told<(Self, String)> {
        let folder = tempfile::tempdir()?;
        let (app, code) =
            set_up_with_code(Machine::in_folder(folder.path(), 81)).map_err(|codes| codes.join(", "))?;
        app.make_up(Sample {
            schools: 20,
            teachers: 20,
            past_visits: 2,
            coming_visits: 1,
            seed: 81,
        })?;
        let laptop = Self { app, _folder: folder };
        laptop.ask(
            "join_store",
            json!({ "invitation": invitation, "authority": "", "proxy": "" }),
        )?;
        Ok((laptop, code))
    }

    /// Another of the same author, made from the store.
    fn second(invitation: &str, code: &str) -> Told<Self> {
        let folder = tempfile::tempdir()?;
        let laptop = Self {
            app: App::new(Machine::in_folder(folder.path(), 82)),
            _folder: folder,
        };
        let request = json!({
            "invitation": invitation, "code": code, "passphrase": "granit ruche lanterne pirogue",
            "authority": "", "proxy": "",
        });
        laptop.ask("recover_from_store", request)?;
        let presets = laptop.ask("presets", json!({}))?;
        let inspector = json!({
            "name": "Camille Dubreuil", "function": "Inspectrice de l’Éducation nationale (IEN)",
            "service": "Circonscription fictive", "circonscriptions": [], "disciplines": [], "preset": presets[0],
        });
        laptop.ask("save_inspector", inspector)?;
        Ok(laptop)
    }

    fn sync(&self) -> Told<()> {
        let view = self.ask("sync_now", json!({}))?;
        assert_eq!(view["problem"], Value::Null, "{view}");
        Ok(())
    }

    /// The visits that are neither sealed nor closed, with where they stand.
    fn to_come(&self) -> Told<Vec<(String, String)>> {
        let visits = self.ask("agenda", json!({ "from": "2020-01-01", "to": "2040-01-01" }))?;
        let text = |member: &Value| member.as_str().unwrap_or_default().to_owned();
        let visits = visits.as_array().into_iter().flatten();
        let all = visits.map(|visit| (text(&visit["id"]), text(&visit["status"])));
        Ok(all
            .filter(|(_, status)| status != "sealed" && status != "closed")
            .collect())
    }

    fn hand_over(&self, visit: &str) -> Told<String> {
        let view = self.ask("hand_over", json!({ "visit": visit }))?;
        Ok(view["summary"]["status"].as_str().unwrap_or_default().to_owned())
    }
}

#[test]
fn a_visit_that_was_handed_over_goes_on_elsewhere_and_may_come_back() -> Told<()> {
    let academie = Academie::with_invitation()?;
    let (first, code) = Laptop::first(&academie.invitation)?;
    let second = Laptop::second(&academie.invitation, &code)?;
    let (visit, _) = first.to_come()?.swap_remove(0);
    assert_eq!(second.to_come()?, []);
    first.sync()?;

    assert_eq!(first.hand_over(&visit)?, "handed_over");
    let again = first.hand_over(&visit);
    assert_eq!(
        again.map_err(|error| error.to_string()),
        Err("notebook.handed_over".to_owned())
    );
    first.sync()?;
    second.sync()?;
    let arrived = second.to_come()?;
    assert_eq!(arrived.len(), 1, "{arrived:?}");
    assert_eq!(arrived[0].0, visit);
    assert_ne!(arrived[0].1, "handed_over");

    assert_eq!(second.hand_over(&visit)?, "handed_over");
    second.sync()?;
    first.sync()?;
    assert_ne!(first.to_come()?[0].1, "handed_over", "it came back");
    Ok(())
}
