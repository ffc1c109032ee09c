//! The guide tells of what is there: each of its pictures is one of the atlas, each name that it quotes is on a screen.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use whole_product::window::atlas::{PICTURES, moments};

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn guide() -> String {
    fs::read_to_string(project().join("docs/guide/README.md")).unwrap()
}

#[test]
fn each_picture_is_there_shown_once_and_of_a_moment_of_the_atlas() {
    let guide = guide();
    let shown: Vec<&str> = guide
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target)
        .filter(|target| target.ends_with(".png"))
        .collect();
    let made: BTreeSet<&str> = PICTURES.iter().map(|(file, _)| *file).collect();
    assert_eq!(shown.len(), made.len());
    assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), made);
    let moments = moments();
    for (file, moment) in PICTURES {
        assert!(moments.contains(moment), "{moment}");
        let bytes = fs::read(project().join("docs/guide").join(file)).unwrap();
        assert!(bytes.starts_with(b"\x89PNG"), "{file}");
    }
}

/// Words as they are read: any space is one, escapes of the sources are what they stand for.
fn plain(text: &str) -> String {
    let text = ["\\u00a0", "\\u{a0}", "{\"\\u00a0\"}", "\\u202f", "\\u{202f}"]
        .iter()
        .fold(text.to_owned(), |text, space| text.replace(space, " "));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything from which the screens take their words.
fn sources(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.extension().and_then(|kind| kind.to_str());
        if path.is_dir() {
            sources(&path, all);
        } else if kind.is_some_and(|kind| ["ts", "tsx", "rs", "json"].contains(&kind)) {
            all.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// What the guide quotes and no screen says.
fn unknown(guide: &str, screens: &str) -> Vec<String> {
    let quoted = guide.split('«').skip(1).filter_map(|rest| rest.split_once('»'));
    quoted
        .map(|(name, _)| plain(name))
        .filter(|name| !screens.contains(name.as_str()))
        .collect()
}

#[test]
fn each_name_that_it_quotes_is_on_a_screen() {
    let mut screens = String::new();
    for folder in ["ui/src", "crates/app/src", "crates/reports/src", "assets"] {
        sources(&project().join(folder), &mut screens);
    }
    let screens = plain(&screens);
    assert_eq!(unknown(&guide(), &screens), [""; 0]);
    assert_eq!(
        unknown("« Agenda », puis « Bouton qui n’est nulle part ».", &screens),
        ["Bouton qui n’est nulle part"]
    );
}
