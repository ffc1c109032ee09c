//! In the real window: a backup is compared and put back; a damaged notebook is taken up again with its list; a notebook set
//! aside is deleted by one's own act.

use std::fs;

use thirtyfour::{By, Key};
use whole_product::window::{Home, Keyboard, Outcome, Window, prepared};

const TEACHER: &str = "return document.querySelector('main').textContent.includes('Técher')";

/// From anywhere: the screen of backups, once the backup of the day is there.
async fn open_backups(window: &Window<'_>) -> Outcome {
    window.press("Réglages").await?;
    window.title("Réglages").await?;
    window.press("Sauvegardes et conservation").await?;
    window.title("Sauvegardes et conservation").await?;
    window
        .find("a backup", By::Css("[aria-label^=Reprendre]"))
        .await
        .map(drop)
}

async fn add_a_teacher(window: &Window<'_>) -> Outcome {
    window.press("Enseignants").await?;
    window.title("Enseignants").await?;
    window.press("Ajouter un enseignant").await?;
    window.title("Ajouter un enseignant").await?;
    window.fill("Nom", "Técher").await?;
    window.fill("Prénom", "Luc").await?;
    window.keys(Key::Enter + "").await?;
    window
        .comes_true(
            "the teacher is in the list",
            TEACHER.trim_start_matches("return "),
        )
        .await
}

async fn read_the_notice(window: &Window<'_>, words: &str) -> Outcome {
    window.title("À lire avant de continuer").await?;
    window
        .comes_true(
            "the notice",
            &format!("document.body.textContent.includes({words:?})"),
        )
        .await?;
    window.press("J’ai lu").await
}

/// The key that sends a line, as X numbers it.
const RETURN: u8 = 36;

#[tokio::test]
async fn a_folder_is_picked_in_the_system_s_own_window() -> Outcome {
    let keyboard = Keyboard::with_layout("us")?;
    let mut home = prepared::with_visit(55)?;
    home.show_on(keyboard.screen());
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    open_backups(&window).await?;
    let key = tempfile::tempdir()?;
    window.press("Parcourir…").await?;
    keyboard.given_to("Dossier des sauvegardes").await?;
    keyboard.write(&format!("{}/", key.path().display()))?;
    keyboard.press(RETURN)?;
    window.words("Le dossier est choisi.").await?;
    window.press("Sauvegarder maintenant").await?;
    window
        .find("a backup", By::Css("[aria-label^=Reprendre]"))
        .await?;
    assert_eq!(fs::read_dir(key.path())?.count(), 1);
    Ok(())
}

#[tokio::test]
async fn a_backup_is_put_back_once_what_would_change_was_read() -> Outcome {
    let home = prepared::with_visit(51)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    open_backups(&window).await?;
    add_a_teacher(&window).await?;
    open_backups(&window).await?;
    window
        .touch("the backup", By::Css("[aria-label^=Reprendre]"))
        .await?;
    window.title("Reprendre la sauvegarde").await?;
    let told =
        "document.querySelector('[role=dialog]').textContent.includes('1\\u00a0modification en moins')";
    window.comes_true("what would change", told).await?;
    window.press("Mettre la sauvegarde à la place").await?;
    read_the_notice(&window, "La sauvegarde est en place").await?;
    window.title("Carnet verrouillé").await?;
    prepared::unlock(&window).await?;
    window.press("Enseignants").await?;
    window.title("Enseignants").await?;
    window.find("a teacher", By::Css(".entry")).await?;
    assert_eq!(window.ask(TEACHER, Vec::new()).await?, false);
    open_backups(&window).await?;
    window
        .touch(
            "the notebook set aside",
            By::Css("[aria-label^='Supprimer… carnet-remplace']"),
        )
        .await?;
    window.title("Supprimer ce carnet mis de côté").await?;
    sound(&window, "deleting a notebook set aside").await?;
    window.press("Supprimer ce carnet").await?;
    window
        .comes_true(
            "no notebook is aside",
            "!document.body.textContent.includes('carnet-remplace')",
        )
        .await?;
    window.cut().await
}

/// Axe finds nothing wrong.
async fn sound(window: &Window<'_>, what: &str) -> Outcome {
    let found = window.violations().await?;
    assert!(found.is_empty(), "{what}: {found:#?}");
    Ok(())
}

fn damage(home: &Home) -> Outcome {
    let file = home.data().join("carnet/notebook.db");
    let mut bytes = fs::read(&file)?;
    let middle = bytes.len() / 2;
    bytes[middle..middle + 16].fill(0x5A);
    Ok(fs::write(file, bytes)?)
}

#[tokio::test]
async fn a_damaged_notebook_is_taken_up_again_with_its_list() -> Outcome {
    let home = prepared::with_visit(52)?;
    damage(&home)?;
    let window = Window::open(&home).await?;
    window
        .fill("Phrase de passe", whole_product::machine::PASSPHRASE)
        .await?;
    window.keys(Key::Enter + "").await?;
    window.title("À lire avant de continuer").await?;
    sound(&window, "the notice of a damaged notebook").await?;
    window.press("J’ai lu").await?;
    window.title("Agenda").await?;
    open_backups(&window).await?;
    window
        .comes_true(
            "the list",
            "document.body.textContent.includes('Carnet abîmé, repris')",
        )
        .await?;
    sound(&window, "the list of what was recovered").await?;
    window.cut().await
}
