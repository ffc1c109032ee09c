//! Who may import whom, read from `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Every member of the workspace, and the members it may import.
/// A crate that is not in this list is a finding, so that a new one is placed on purpose.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("observation", &[]),
    ("xlsform", &["observation"]),
    ("sync-protocol", &["observation"]),
    ("reports", &["observation"]),
    (
        "notebook",
        &["observation", "xlsform", "sync-protocol", "reports"],
    ),
    (
        "indicator-store",
        &["observation", "xlsform", "sync-protocol", "reports"],
    ),
    (
        "app",
        &["observation", "xlsform", "sync-protocol", "reports", "notebook"],
    ),
    ("carnet", &["app"]),
    ("xtask", &[]),
    (
        "whole-product",
        &[
            "observation",
            "xlsform",
            "sync-protocol",
            "reports",
            "notebook",
            "indicator-store",
            "app",
            // The known-bad variants open the same window.
            "carnet",
        ],
    ),
];

/// Crates that must not be reachable from a member, at any depth.
const NOT_UNDER: &[(&str, &str)] = &[
    ("app", "tauri"),
    ("observation", "rusqlite"),
    ("reports", "rusqlite"),
    ("sync-protocol", "rusqlite"),
];

/// The members that may speak SQL, hence depend on rusqlite themselves.
const SPEAK_SQL: &[&str] = &["notebook", "indicator-store", "whole-product"];

/// The names of the workspace's members, each with its folder's name.
pub fn members(metadata: &Value) -> BTreeMap<String, String> {
    let ids = strings(&metadata["workspace_members"]);
    let packages = list(&metadata["packages"]).iter();
    let members = packages.filter(|package| ids.contains(text(&package["id"])));
    members
        .map(|package| (text(&package["name"]).to_owned(), folder(package)))
        .collect()
}

/// Every edge that the house does not allow.
pub fn findings(metadata: &Value) -> Vec<String> {
    let members = members(metadata);
    let names: BTreeSet<&str> = members.keys().map(String::as_str).collect();
    let mut findings = Vec::new();
    for package in list(&metadata["packages"]) {
        let name = text(&package["name"]);
        if names.contains(name) {
            findings.extend(direct_findings(name, &direct(package), &names));
        }
    }
    for (member, forbidden) in NOT_UNDER {
        if names.contains(member) && reachable(metadata, member).contains(*forbidden) {
            findings.push(format!(
                "{member}: `{forbidden}` must not be among its dependencies"
            ));
        }
    }
    findings
}

fn direct_findings(name: &str, direct: &BTreeSet<&str>, members: &BTreeSet<&str>) -> Vec<String> {
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(member, _)| *member == name) else {
        return vec![format!(
            "{name}: say in tidy/imports.rs whom this crate may import"
        )];
    };
    let inside = direct.intersection(members);
    let refused = inside.filter(|other| !allowed.contains(other));
    let mut findings: Vec<String> = refused
        .map(|other| format!("{name}: must not import `{other}`"))
        .collect();
    if direct.contains("rusqlite") && !SPEAK_SQL.contains(&name) {
        findings.push(format!("{name}: SQL stays in the stores, so no `rusqlite` here"));
    }
    findings
}

/// The declared dependencies of every kind: a test may not cross an edge either.
fn direct(package: &Value) -> BTreeSet<&str> {
    list(&package["dependencies"])
        .iter()
        .map(|dependency| text(&dependency["name"]))
        .collect()
}

/// The names of all packages that a member is built from; what only its tests use is left out.
fn reachable<'a>(metadata: &'a Value, member: &str) -> BTreeSet<&'a str> {
    let packages = list(&metadata["packages"]).iter();
    let names: BTreeMap<&str, &str> = packages
        .map(|package| (text(&package["id"]), text(&package["name"])))
        .collect();
    let nodes = list(&metadata["resolve"]["nodes"]).iter();
    let nodes: BTreeMap<&str, &Value> = nodes.map(|node| (text(&node["id"]), node)).collect();
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<&str> = names
        .iter()
        .filter(|(_, name)| **name == member)
        .map(|(id, _)| *id)
        .collect();
    while let Some(id) = waiting.pop() {
        if seen.insert(id) {
            let edges = nodes.get(id).map_or(&[][..], |node| list(&node["deps"]));
            waiting.extend(
                edges
                    .iter()
                    .filter(|edge| is_built(edge))
                    .map(|edge| text(&edge["pkg"])),
            );
        }
    }
    seen.into_iter().filter_map(|id| names.get(id).copied()).collect()
}

fn is_built(edge: &Value) -> bool {
    list(&edge["dep_kinds"]).iter().any(|kind| kind["kind"] != "dev")
}

fn folder(package: &Value) -> String {
    let manifest = text(&package["manifest_path"]).replace('\\', "/");
    manifest.rsplit('/').nth(1).unwrap_or_default().to_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn strings(value: &Value) -> BTreeSet<&str> {
    list(value).iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A graph of members (folder = name) and outer crates; edges are (from, to, kind).
    fn graph(members: &[&str], outer: &[&str], edges: &[(&str, &str, Option<&str>)]) -> Value {
        let of = |name: &str| {
            edges
                .iter()
                .filter(move |edge| edge.0 == name)
                .collect::<Vec<_>>()
        };
        let all: Vec<&str> = members.iter().chain(outer).copied().collect();
        let packages: Vec<Value> = all
            .iter()
            .map(|name| {
                let dependencies: Vec<Value> = of(name).iter().map(|edge| json!({"name": edge.1})).collect();
                json!({"id": name, "name": name, "dependencies": dependencies,
                       "manifest_path": format!("/project/crates/{name}/Cargo.toml")})
            })
            .collect();
        let nodes: Vec<Value> = all
            .iter()
            .map(|name| {
                let deps: Vec<Value> = of(name)
                    .iter()
                    .map(|edge| json!({"pkg": edge.1, "dep_kinds": [{"kind": edge.2}]}))
                    .collect();
                json!({"id": name, "deps": deps})
            })
            .collect();
        json!({"packages": packages, "workspace_members": members, "resolve": {"nodes": nodes}})
    }

    #[test]
    fn the_allowed_edges_pass() {
        let edges = [
            ("app", "notebook", None),
            ("notebook", "observation", None),
            ("notebook", "rusqlite", None),
            ("carnet", "app", None),
            ("carnet", "tauri", None),
        ];
        let members = ["app", "notebook", "observation", "carnet"];
        let none: [String; 0] = [];
        assert_eq!(findings(&graph(&members, &["rusqlite", "tauri"], &edges)), none);
    }

    #[test]
    fn an_edge_against_the_rule_is_found_even_in_tests() {
        let edges = [("observation", "notebook", Some("dev"))];
        let found = findings(&graph(&["observation", "notebook"], &[], &edges));
        assert_eq!(found, ["observation: must not import `notebook`"]);
    }

    #[test]
    fn nothing_but_the_tests_of_the_whole_imports_the_shell() {
        let edges = [("app", "carnet", None), ("whole-product", "carnet", None)];
        let found = findings(&graph(&["app", "whole-product", "carnet"], &[], &edges));
        assert_eq!(found, ["app: must not import `carnet`"]);
    }

    #[test]
    fn a_forbidden_crate_is_found_at_any_depth() {
        let edges = [
            ("app", "reports", None),
            ("reports", "between", None),
            ("between", "rusqlite", None),
            ("between", "tauri", Some("build")),
        ];
        let found = findings(&graph(
            &["app", "reports"],
            &["between", "rusqlite", "tauri"],
            &edges,
        ));
        assert_eq!(
            found,
            [
                "app: `tauri` must not be among its dependencies",
                "reports: `rusqlite` must not be among its dependencies",
            ]
        );
    }

    #[test]
    fn what_only_the_tests_of_a_crate_use_is_not_under_it() {
        let edges = [("reports", "between", Some("dev")), ("between", "rusqlite", None)];
        let none: [String; 0] = [];
        assert_eq!(
            findings(&graph(&["reports"], &["between", "rusqlite"], &edges)),
            none
        );
    }

    #[test]
    fn sql_outside_the_stores_is_found() {
        let found = findings(&graph(
            &["carnet"],
            &["rusqlite"],
            &[("carnet", "rusqlite", None)],
        ));
        assert_eq!(found, ["carnet: SQL stays in the stores, so no `rusqlite` here"]);
    }

    #[test]
    fn a_crate_without_a_place_in_the_house_is_found() {
        let found = findings(&graph(&["misc"], &[], &[]));
        assert_eq!(found, ["misc: say in tidy/imports.rs whom this crate may import"]);
    }
}
