//! Answers that say what is not so: of who the store is, of what became of records, of what it holds.

use notebook::sync::{Request, Response, SyncError, Transport};
use serde_json::{Value, json};
use sync_protocol::trust::{Role, Scope};
use sync_protocol::{Holding, RecordKey, RecordKind};
use whole_product::sync::HostileStore;
use whole_product::sync::laptop::{Laptop, Trouble};
use whole_product::sync::visits::{ACADEMIE, plan};

use super::stage::Stage;

/// How many revisions the true store holds with their bytes.
fn revisions(stage: &Stage) -> Result<usize, Trouble> {
    let kept = stage.store.keys(&stage.runtime)?;
    let said = kept
        .iter()
        .filter(|(key, says)| key.kind == RecordKind::Revision && *says);
    Ok(said.count())
}

/// Answers a batch of its own: one such verdict for each record, and nothing goes to the true store.
fn judged(request: &Request, verdict: &Value) -> Option<Response> {
    let sent: Value = serde_json::from_slice(&request.body).ok()?;
    let records = sent["records"]
        .as_array()
        .filter(|_| request.path == "/v1/batches")?;
    let verdicts = vec![verdict.clone(); records.len()];
    Some(Response {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: json!({ "verdicts": verdicts }).to_string().into_bytes(),
    })
}

fn judging<'a>(cable: &'a dyn Transport, verdict: Value) -> HostileStore<'a> {
    HostileStore::answering(cable, move |request, store| {
        judged(request, &verdict).map_or_else(|| store.exchange(request), Ok)
    })
}

#[test]
fn a_store_that_throws_away_what_it_took_is_found_out_and_given_it_again() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    for (number, verdict) in [
        json!({ "verdict": "stored", "sequence": 7 }),
        json!({ "verdict": "already_stored", "sequence": u64::MAX }),
        json!({ "verdict": "conflict", "with": "00".repeat(32), "sequence": 0 }),
        // A word for a deletion deletes nothing here: a tombstone does, signed by the author.
        json!({ "verdict": "purged" }),
    ]
    .into_iter()
    .enumerate()
    {
        let visit = number as u128 + 1;
        stage.author.edit(visit, 10)?;
        stage.author.seal(visit)?;
        let hostile = judging(&cable, verdict.clone());
        let outcome = stage.author.sync(&hostile)?;
        assert!(hostile.told() > 0 && !outcome.agreed, "{verdict}: {outcome:?}");
        assert_eq!(
            stage.author.notebook().revisions(plan(visit).id)?.len(),
            1,
            "{verdict}"
        );
        assert_eq!(revisions(&stage)?, number, "{verdict}");
        stage.agreed(&stage.author)?;
        assert_eq!(revisions(&stage)?, number + 1, "{verdict}");
    }
    Ok(())
}

#[test]
fn a_store_that_also_lies_of_what_it_holds_is_given_it_once_it_is_honest() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    stage.author.edit(1, 10)?;
    stage.author.seal(1)?;
    let stored = json!({ "verdict": "stored", "sequence": 7 });
    let hostile = HostileStore::answering(&cable, |request, store| {
        let mut answer = match judged(request, &stored) {
            Some(answer) => answer,
            None => store.exchange(request)?,
        };
        if request.path.contains("/digest") {
            answer.body = serde_json::to_vec(&own_holding(&stage.author)).unwrap();
        }
        Ok(answer)
    });
    assert!(stage.author.sync(&hostile)?.agreed, "nobody can tell yet");
    assert_eq!(revisions(&stage)?, 0);
    stage.agreed(&stage.author)?;
    assert_eq!(revisions(&stage)?, 1);
    Ok(())
}

fn own_holding(laptop: &Laptop) -> Holding {
    let circles = [super::stage::circle()].into();
    let keys = laptop
        .notebook()
        .own_keys(ACADEMIE, laptop.fingerprint(), &circles);
    let keys: Vec<RecordKey> = keys.unwrap().into_iter().map(|(_, key)| key).collect();
    Holding::of(&keys)
}

/// N4: what was refused waits in the quarantine with its code.
#[test]
fn a_refusal_without_reason_sets_a_record_apart_and_loses_nothing() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    stage.author.edit(1, 10)?;
    stage.author.seal(1)?;
    let hostile = judging(&cable, json!({ "verdict": "refused", "code": "signature" }));
    stage.author.sync(&hostile)?;
    let apart = stage.author.notebook().quarantine(ACADEMIE)?;
    let revision = apart.iter().find(|one| one.key.kind == RecordKind::Revision);
    assert_eq!(revision.ok_or("lost")?.code, "sync.refused_signature");
    let places: Vec<i64> = apart.iter().map(|one| one.position).collect();
    stage.author.notebook().send_again(&places)?;
    stage.agreed(&stage.author)?;
    assert_eq!(revisions(&stage)?, 1);
    Ok(())
}

#[test]
fn a_hello_that_lies_is_told_or_does_no_harm() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    let greeted = |member: &'static str, value: Value| {
        HostileStore::rewriting(&cable, "/v1/hello", move |said| said[member] = value.clone())
    };
    stage.author.edit(1, 10)?;
    stage.author.seal(1)?;
    let other = stage.author.sync(&greeted("academie", json!("mayotte")));
    assert!(matches!(other, Err(SyncError::OtherAcademie { .. })), "{other:?}");
    let new = stage.author.sync(&greeted("oldest_protocol", json!(99)));
    assert!(matches!(new, Err(SyncError::Protocol { .. })), "{new:?}");
    let old = stage.author.sync(&greeted("protocol", json!(0)));
    assert!(matches!(old, Err(SyncError::Protocol { .. })), "{old:?}");
    // Another life in which all is said to be kept, and room for nothing.
    let life = HostileStore::rewriting(&cable, "/v1/hello", |said| {
        said["epoch"] = json!("66".repeat(16));
        said["durable_through"] = json!(u64::MAX);
    });
    stage.author.sync(&life).ok();
    let limits: serde_json::Map<String, Value> =
        serde_json::to_value(sync_protocol::limits::Limits::VERSION_1)?
            .as_object()
            .ok_or("limits")?
            .keys()
            .map(|name| (name.clone(), json!(0)))
            .collect();
    stage.author.edit(2, 10)?;
    stage.author.seal(2)?;
    stage.author.sync(&greeted("limits", Value::Object(limits)))?;
    stage.agreed(&stage.author)?;
    assert_eq!(revisions(&stage)?, 2);
    Ok(())
}

#[test]
fn another_invitation_than_the_keeper_made_is_not_taken() -> Result<(), Trouble> {
    let stage = Stage::founded()?;
    let cable = stage.cable();
    let invited = |role| stage.keeper.invite(stage.root, role, vec![Scope::Academie]);
    let (text, other) = (invited(Role::Inspecteur)?, invited(Role::Dan)?);
    stage.agreed(&stage.keeper)?;
    let hash = |text: &sync_protocol::trust::InvitationText| {
        text.invitation.as_ref().map(|(sha256, _)| sha256.to_string())
    };
    let (given, instead) = (hash(&text).ok_or("none")?, hash(&other).ok_or("none")?);
    let swapped = HostileStore::answering(&cable, |request, store| {
        let path = request.path.replace(&given, &instead);
        store.exchange(&Request {
            path,
            ..request.clone()
        })
    });
    let altered = HostileStore::rewriting(&cable, "/v1/academies/", |said| {
        let public = said["public"].as_str().unwrap_or_default();
        said["public"] = json!(public.replace("inspecteur", "dan"));
    });
    for hostile in [&swapped, &altered] {
        let laptop = Laptop::new(8, 8)?;
        let told = laptop.take(&text, hostile);
        assert!(
            matches!(told, Err(SyncError::Given("sync.other_invitation"))),
            "{told:?}"
        );
    }
    let laptop = Laptop::new(8, 8)?;
    laptop.take(&text, &cable)?;
    stage.agreed(&laptop)
}
