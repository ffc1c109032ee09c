//! The store as an académie serves it: by TLS, with a certificate of its own authority, behind a proxy. By commands, over a
//! true network; what is not believed is told by its sentence, and nothing that was set is lost.

use serde_json::{Value, json};
use whole_product::sync::authority::no_authority;
use whole_product::sync::people::{FoundedAcademie, Person, Told};
use whole_product::sync::process::StoreProcess;
use whole_product::sync::proxy::{Manner, NetworkProxy};
use whole_product::sync::{Authority, Breakage, Wire};

/// By which laptops find the store, without asking anybody.
const HERE: &str = "127.0.0.1";
/// A name that only the network's proxy knows.
const ELSEWHERE: &str = "entrepot.academie.example";

/// A request that goes to a store.
fn way(invitation: &str, authority: &str, proxy: &str) -> Value {
    json!({ "invitation": invitation, "authority": authority, "proxy": proxy })
}

#[test]
fn an_authority_of_the_academie_s_own_is_believed_once_it_was_named() -> Told<()> {
    let authority = Authority::new()?;
    let academie = FoundedAcademie::founded_by_tls(&authority, HERE)?;
    let given = academie.invite("Une collègue", "inspecteur", "L0202")?;
    let person = Person::new(92)?;
    assert_eq!(
        person.refused("join_store", way(&given, "", "")),
        ["sync.certificate"]
    );
    let failure = person
        .app
        .call("join_store", way(&given, "", ""))
        .err()
        .ok_or("joined")?;
    let said = &failure.problems[0].message;
    assert!(
        said.contains("un certificat que cet ordinateur ne reconnaît pas"),
        "{said}"
    );
    assert!(
        said.contains("Si votre académie a sa propre autorité, indiquez-la"),
        "{said}"
    );
    let stranger = Authority::new()?;
    for (file, code) in [
        (stranger.file(), "sync.certificate"),
        (no_authority(person.folder.path())?, "sync.authority"),
        ("autorite.pem".to_owned(), "app.folder_relative"),
    ] {
        assert_eq!(person.refused("join_store", way(&given, &file, "")), [code]);
    }
    assert_eq!(
        person.ask("sync_status", json!({}))?["store"],
        Value::Null,
        "where no store took it, a notebook goes to none"
    );
    let joined = person.take_by(&given, &authority.file(), "")?;
    assert_eq!(
        (&joined["problem"], &joined["store"]["has_authority"]),
        (&Value::Null, &json!(true))
    );
    person.sync()?;
    Ok(())
}

#[test]
fn another_invitation_keeps_how_the_store_is_reached() -> Told<()> {
    let authority = Authority::new()?;
    let academie = FoundedAcademie::founded_by_tls(&authority, HERE)?;
    let proxy = NetworkProxy::new(Manner::Leads(academie.store.address))?;
    let person = Person::new(92)?;
    let first = academie.invite("Une collègue", "inspecteur", "L0202")?;
    person.take_by(&first, &authority.file(), &proxy.url())?;
    // As the screen asks: the file's path is known to nobody any more.
    let second = academie.invite("Une collègue", "conseiller", "L0100")?;
    let joined = person.take_by(&second, "", &proxy.url())?;
    assert_eq!(joined["problem"], Value::Null, "{joined}");
    assert_eq!(joined["store"]["roles"].as_array().map(Vec::len), Some(2));
    assert_eq!(joined["store"]["has_authority"], true);
    // As the command line asks: neither is said again.
    let third = academie.invite("Une collègue", "conseiller", "L0202")?;
    assert_eq!(person.take_by(&third, "", "")?["store"]["proxy"], proxy.url());
    person.sync()?;
    // A keeper who says again where the store is keeps the rest too.
    let again = json!({ "url": format!("https://{HERE}:{}", academie.store.address.port()), "authority": "", "proxy": "" });
    academie.keeper.ask("open_academie", again)?;
    academie.keeper.sync()?;
    Ok(())
}

#[test]
fn an_invitation_to_another_root_goes_by_no_proxy_of_the_first() -> Told<()> {
    let authority = Authority::new()?;
    let academie = FoundedAcademie::founded_by_tls(&authority, HERE)?;
    let other = FoundedAcademie::founded()?;
    let proxy = NetworkProxy::new(Manner::Leads(academie.store.address))?;
    let person = Person::new(92)?;
    let first = academie.invite("Une collègue", "inspecteur", "L0202")?;
    person.take_by(&first, &authority.file(), &proxy.url())?;
    assert_ne!(proxy.asked(), [""; 0], "the first is reached by it");
    let foreign = other.invite("Une collègue", "inspecteur", "L0202")?;
    drop(other.store.said());
    // Whatever comes of it: this is about the way there.
    drop(person.take_by(&foreign, "", ""));
    other.store.line("/invitations/")?;
    assert_eq!(proxy.asked(), [""; 0]);
    Ok(())
}

#[test]
fn an_invitation_that_fails_leaves_the_store_that_was_joined() -> Told<()> {
    let authority = Authority::new()?;
    let academie = FoundedAcademie::founded_by_tls(&authority, HERE)?;
    let person = Person::new(92)?;
    let first = academie.invite("Une collègue", "inspecteur", "L0202")?;
    person.take_by(&first, &authority.file(), "")?;
    let before = person.ask("sync_status", json!({}))?["store"].clone();
    // One that somebody else took, one to a store where nobody is, one of another académie's root.
    let taken = academie.invite("Un autre", "inspecteur", "L0100")?;
    Person::new(93)?.take_by(&taken, &authority.file(), "")?;
    let url = format!("https://{HERE}:{}", academie.store.address.port());
    let nowhere = academie
        .invite("Une collègue", "conseiller", "L0100")?
        .replace(&url, "https://127.0.0.1:9");
    let foreign = FoundedAcademie::founded()?.invite("Une collègue", "conseiller", "L0100")?;
    let fourth = academie.invite("Une collègue", "conseiller", "L0100")?;
    for (text, file, code) in [
        (taken.as_str(), "", "sync.refused"),
        (&nowhere, "", "sync.unreachable"),
        (&foreign, &Authority::new()?.file(), "sync.unreachable"),
        (&fourth, &Authority::new()?.file(), "sync.certificate"),
    ] {
        assert_eq!(
            person.refused("join_store", way(text, file, "")),
            [code],
            "{text}"
        );
        assert_eq!(person.ask("sync_status", json!({}))?["store"], before, "{code}");
    }
    // Its device is known as before: it syncs without introducing itself again.
    drop(academie.store.said());
    person.sync()?;
    academie.store.line("/v1/hello")?;
    assert!(!academie.store.said().contains("enrolments"));
    Ok(())
}

#[test]
fn a_certificate_to_another_name_is_not_believed() -> Told<()> {
    let authority = Authority::new()?;
    let academie = FoundedAcademie::founded_by_tls(&authority, HERE)?;
    let person = Person::new(92)?;
    let given = academie.invite("Une collègue", "inspecteur", "L0202")?;
    person.take_by(&given, &authority.file(), "")?;
    let (listen, data) = (academie.store.address, academie.data.path().display().to_string());
    academie.store.kill()?;
    let [certificate, file, key, secret] = authority.serving(ELSEWHERE)?;
    let place = ["--data", &data, &certificate, &file, &key, &secret];
    let store = StoreProcess::serve_at(&place, listen)?;
    let view = person.ask("sync_now", json!({}))?;
    assert_eq!(view["problem"]["code"], "sync.certificate", "{view}");
    assert!(!store.said().contains("/v1/"), "nothing was asked of it");
    store.kill()?;
    let [certificate, file, key, secret] = authority.serving(HERE)?;
    let place = ["--data", &data, &certificate, &file, &key, &secret];
    let _store = StoreProcess::serve_at(&place, listen)?;
    person.sync()?;
    Ok(())
}

#[test]
fn a_proxy_that_is_set_is_used_and_may_be_changed() -> Told<()> {
    let authority = Authority::new()?;
    let academie = FoundedAcademie::founded_by_tls(&authority, HERE)?;
    let (listen, data) = (academie.store.address, academie.data.path().display().to_string());
    let person = Person::new(92)?;
    let given = academie.invite("Une collègue", "inspecteur", "L0202")?;
    academie.store.kill()?;
    let [certificate, file, key, secret] = authority.serving(ELSEWHERE)?;
    let store = StoreProcess::serve_at(&["--data", &data, &certificate, &file, &key, &secret], listen)?;
    let here = format!("https://{HERE}:{}", listen.port());
    let given = given.replace(&here, &format!("https://{ELSEWHERE}"));
    assert_eq!(
        person.refused("join_store", way(&given, &authority.file(), "")),
        ["sync.unreachable"],
        "no name leads there"
    );
    assert_eq!(
        person.refused("join_store", way(&given, &authority.file(), "pas un mandataire")),
        ["sync.proxy"]
    );
    let proxy = NetworkProxy::new(Manner::Leads(store.address))?;
    person.take_by(&given, &authority.file(), &proxy.url())?;
    assert!(
        proxy
            .asked()
            .contains(&format!("CONNECT {ELSEWHERE}:443 HTTP/1.1"))
    );
    // A page instead of the way: told as one, and nothing went through.
    let portal = NetworkProxy::new(Manner::ShowsAPage)?;
    let reach = |authority: &str, proxy: &str, system: bool| json!({ "authority": authority, "proxy": proxy, "system_authority": system });
    let view = person.ask("reach_store", reach("", &portal.url(), false))?;
    assert_eq!(
        (&view["store"]["proxy"], &view["store"]["has_authority"]),
        (&json!(portal.url()), &json!(true))
    );
    let view = person.ask("sync_now", json!({}))?;
    assert_eq!(view["problem"]["code"], "sync.not_the_store", "{view}");
    assert!(!portal.asked().is_empty());
    // The authority stays until it is said otherwise; what cannot be read changes nothing.
    let nothing = no_authority(person.folder.path())?;
    assert_eq!(
        person.refused("reach_store", reach(&nothing, "", false)),
        ["sync.authority"]
    );
    assert_eq!(
        person.refused("reach_store", reach("", "pas un mandataire", false)),
        ["sync.proxy"]
    );
    person.ask("reach_store", reach("", &proxy.url(), false))?;
    person.sync()?;
    let view = person.ask("reach_store", reach("", &proxy.url(), true))?;
    assert_eq!(view["store"]["has_authority"], false);
    let view = person.ask("sync_now", json!({}))?;
    assert_eq!(view["problem"]["code"], "sync.certificate", "{view}");
    person.ask("reach_store", reach(&authority.file(), &proxy.url(), false))?;
    person.sync()?;
    Ok(())
}

#[test]
fn a_page_of_the_network_in_place_of_the_store_is_told_as_one() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let wire = Wire::to(academie.store.address)?;
    let here = format!("http://{}", academie.store.address);
    let person = Person::new(92)?;
    let given = academie
        .invite("Une collègue", "inspecteur", "L0202")?
        .replace(&here, &wire.url());
    wire.breaks(Breakage::Portal);
    assert_eq!(
        person.refused("join_store", way(&given, "", "")),
        ["sync.not_the_store"]
    );
    wire.breaks(Breakage::Whole);
    person.take(&given)?;
    wire.breaks(Breakage::Portal);
    let view = person.ask("sync_now", json!({}))?;
    assert_eq!(
        (&view["problem"]["code"], &view["problem"]["severity"]),
        (&json!("sync.not_the_store"), &json!("warning"))
    );
    wire.breaks(Breakage::Whole);
    person.sync()?;
    Ok(())
}

#[test]
fn nothing_goes_in_clear_to_another_machine() -> Told<()> {
    let academie = FoundedAcademie::founded()?;
    let here = format!("http://{}", academie.store.address);
    let person = Person::new(92)?;
    let given = academie.invite("Une collègue", "inspecteur", "L0202")?;
    let proxy = NetworkProxy::new(Manner::Leads(academie.store.address))?;
    for url in ["http://entrepot.example", "http://192.0.2.1:8750"] {
        let in_clear = given.replace(&here, url);
        for proxy in ["", &proxy.url()] {
            assert_eq!(
                person.refused("join_store", way(&in_clear, "", proxy)),
                ["sync.in_clear"]
            );
        }
    }
    // In clear, what stays on this machine goes by no proxy.
    person.take_by(&given, "", &proxy.url())?;
    person.sync()?;
    assert_eq!(proxy.asked(), [""; 0]);
    Ok(())
}
