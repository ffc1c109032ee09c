//! In the real window, from a first start to the teacher's report: it holds what was entered, and no personal note. At each
//! moment of the way axe finds nothing wrong, light or dark, and finds what is made wrong.

use std::fs;
use std::process::Command;

use whole_product::window::journey::{self, Witness};
use whole_product::window::{Album, Home, Outcome, Window};

use crate::printed::{in_one_line, words_of};

/// Takes a picture of each moment, and has axe look at it in both themes.
struct Examiner {
    album: Album,
    looked: usize,
    found: Vec<String>,
}

impl Witness for Examiner {
    async fn moment(&mut self, window: &Window<'_>, name: &str) -> Outcome {
        self.album.moment(window, name).await?;
        self.found.extend(window.violations_in_both_themes(name).await?);
        // Light, then dark.
        self.looked += 2;
        Ok(())
    }
}

#[tokio::test]
async fn a_blank_laptop_becomes_a_report_in_the_teachers_hands() -> Outcome {
    let home = Home::new()?;
    let (annuaire, school) = journey::write_directory(home.path())?;
    let pictures = tempfile::tempdir()?;
    let mut examiner = Examiner {
        album: Album::in_folder(pictures.path()),
        looked: 0,
        found: Vec::new(),
    };
    let window = Window::open(&home).await?;
    let played = journey::whole(&window, &annuaire, &school, &home.documents(), &mut examiner).await?;
    assert!(examiner.found.is_empty(), "{:#?}", examiner.found);
    assert!(examiner.looked >= 30, "axe looked {} times", examiner.looked);
    no_name_is_missed(&window).await?;
    assert!(
        played.answered >= 20,
        "{} answers were given by single keys",
        played.answered
    );

    each_shows_something_else(&examiner.album)?;

    let text = words_of(&played.report)?;
    let entered = [
        "Delphine Hoarau",
        journey::INSPECTOR,
        journey::OBJECTIVE,
        journey::SEEN,
        journey::STRENGTH,
    ];
    for words in entered.into_iter().chain([journey::RECOMMENDATION]) {
        assert!(
            text.contains(&in_one_line(words)),
            "the report lacks « {words} »: {text}"
        );
    }
    assert!(
        !text.contains(journey::SECRET),
        "the report tells the personal notes"
    );
    no_file_tells(&home, journey::SECRET)
}

/// No moment looks like the one before it, nor like a window that draws nothing.
fn each_shows_something_else(album: &Album) -> Outcome {
    let pictures = album.kept.iter().map(fs::read).collect::<Result<Vec<_>, _>>()?;
    assert!(pictures.len() >= 15, "{} pictures were taken", pictures.len());
    for (shown, path) in pictures.windows(2).zip(&album.kept[1..]) {
        assert_ne!(
            shown[0],
            shown[1],
            "{} shows what was shown before",
            path.display()
        );
    }
    Ok(())
}

/// What is entered stands in no file of the home as it was typed, be it the notebook, a report or a trace.
fn no_file_tells(home: &Home, secret: &str) -> Outcome {
    let found = Command::new("grep")
        .args(["-rlF", "--", secret])
        .arg(home.path())
        .output()?;
    assert_eq!(
        String::from_utf8(found.stdout)?,
        "",
        "these files tell the personal notes"
    );
    Ok(())
}

/// What is made wrong must be found: a field and a picture without a name.
async fn no_name_is_missed(window: &Window<'_>) -> Outcome {
    let script = "document.querySelector('main').append(document.createElement('input'), document.createElement('img'))";
    window.ask(script, Vec::new()).await?;
    let found = window.violations().await?;
    for rule in ["label", "image-alt"] {
        assert!(
            found.iter().any(|one| one.starts_with(rule)),
            "axe misses {rule}: {found:?}"
        );
    }
    Ok(())
}
