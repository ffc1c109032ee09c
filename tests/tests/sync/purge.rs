//! A visit that its author deletes, by the retention time: the store keeps nothing of it, nor of whom it was about.

use serde_json::json;
use sync_protocol::RecordKind;
use whole_product::story::Story;
use whole_product::sync::people::{FoundedAcademie, Told};

/// S4, E4: the pseudonyms of its teachers go with it, which another kind of record says.
#[test]
fn what_an_author_deletes_leaves_no_pseudonym_in_the_store() -> Told<()> {
    let told = |codes: Vec<String>| codes.join(", ");
    let academie = FoundedAcademie::founded()?;
    let story = Story::sealed(321).map_err(told)?;
    let ask = |name: &str, request| story.ask(name, request).map_err(told);
    let invitation = academie.invite("Une inspectrice", "inspecteur", "L0202")?;
    ask(
        "join_store",
        json!({ "invitation": invitation, "authority": "", "proxy": "" }),
    )?;
    ask("keep_years", json!({ "years": 1 }))?;
    story.two_years_pass().map_err(told)?;
    let purge = json!({ "notes": [], "visits": [story.visit], "teachers": [], "replace_backups": true });
    ask("purge", purge)?;
    let view = ask("sync_now", json!({}))?;
    assert_eq!(view["problem"], json!(null), "{view}");
    let (_academie, kept) = academie.kept()?;
    for kind in [RecordKind::Pseudonym, RecordKind::Revision] {
        let mut of_kind = kept.iter().filter(|one| one.record.kind == kind).peekable();
        assert!(of_kind.peek().is_some(), "no {kind} was ever there");
        assert!(of_kind.all(|one| one.purged), "a {kind} still says something");
    }
    Ok(())
}
