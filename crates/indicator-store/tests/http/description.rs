//! The description of the routes is that of the routes.

use indicator_store::http::description;

use super::{TestApp, unhurried};

#[test]
fn the_description_is_the_one_that_was_published() {
    let published = include_str!("../../../../docs/sync/openapi.json");
    let published: serde_json::Value = serde_json::from_str(published).unwrap();
    let is_same = published == description();
    assert!(
        is_same,
        "write it anew: indicator-store openapi > docs/sync/openapi.json"
    );
}

#[test]
fn each_route_that_is_described_is_there() {
    let app = TestApp::start(unhurried());
    for (path, methods) in description()["paths"].as_object().unwrap() {
        let address = path
            .replace("{academie}", "la-reunion")
            .replace("{stream}", "author")
            .replace("{sha256}", "0");
        for method in methods.as_object().unwrap().keys() {
            let answer = match method.as_str() {
                "get" => app.get(&address, ""),
                _ => app.send(&address, "", &[], b""),
            };
            let is_there = answer.code() != "store.route";
            assert!(is_there, "{method} {path}: {answer:?}");
        }
    }
    assert_eq!(app.get("/v1/nowhere", "").code(), "store.route");
}

/// The routes themselves can only be read in the code that lists them.
#[test]
fn each_route_that_is_there_is_described() {
    let code = include_str!("../../src/http/mod.rs");
    let served = code.split('"').filter(|text| text.starts_with("/v1/"));
    let served: Vec<String> = served.map(|path| path.replace("{*", "{")).collect();
    assert!(served.len() > 5, "{served:?}");
    let description = description();
    for path in served {
        assert!(description["paths"].get(&path).is_some(), "{path}");
    }
}

#[test]
fn every_reference_of_the_description_leads_somewhere() {
    let description = description();
    let text = description.to_string();
    for (at, found) in text.match_indices("#/components/schemas/") {
        let name: String = text[at + found.len()..]
            .chars()
            .take_while(|one| *one != '"')
            .collect();
        assert!(
            description["components"]["schemas"].get(&name).is_some(),
            "{name}"
        );
    }
}
