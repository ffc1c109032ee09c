//! In the real window, on a French keyboard, by real key events: the top row scores without Shift, so does the pad.

use serde_json::json;
use thirtyfour::By;
use whole_product::window::{Home, Keyboard, Outcome, Window, prepared};

/// Places on the keyboard, as X numbers them: the keys of the top row that print & é " ', and those of the numeric pad.
const TOP_ROW: [u8; 4] = [10, 11, 12, 13];
const PAD: [u8; 4] = [87, 88, 89, 83];

/// Items that follow each other and are answered by levels.
const ITEMS: [&str; 3] = ["lien_objectif", "consigne", "articulation"];

/// Keeps what the page hears of the keys.
const HEAR: &str = "
    window.heard = [];
    addEventListener('keydown', (event) => window.heard.push([event.code, event.key, event.shiftKey]), true);";

/// A visit under observation, on a screen with a French keyboard.
async fn observing<'home>(home: &'home Home, keyboard: &Keyboard) -> Outcome<Window<'home>> {
    let window = Window::open(home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    keyboard.give_to("Carnet")?;
    window.press("Grille").await?;
    window.ask(HEAR, Vec::new()).await?;
    Ok(window)
}

#[tokio::test]
async fn the_top_row_and_the_pad_score_on_azerty_unless_switched_off() -> Outcome {
    let keyboard = Keyboard::with_layout("fr")?;
    let mut home = prepared::with_visit(21)?;
    home.show_on(keyboard.screen());
    let window = observing(&home, &keyboard).await?;

    focus(&window, ITEMS[0]).await?;
    for (item, (key, level)) in ITEMS
        .into_iter()
        .zip([(TOP_ROW[1], 2), (PAD[2], 3), (TOP_ROW[0], 1)])
    {
        keyboard.press(key)?;
        saved(&window, item, level).await?;
    }
    let heard = window.ask("return window.heard", Vec::new()).await?;
    assert_eq!(
        heard[0],
        json!(["Digit2", "é", false]),
        "the keyboard is AZERTY, and Shift was not held"
    );
    assert_eq!(heard[1][0], json!("Numpad3"));

    typed_text_stays_text(&window, &keyboard).await?;
    switched_off(&window, &keyboard).await
}

/// In a text field the same keys type what is printed on them.
async fn typed_text_stays_text(window: &Window<'_>, keyboard: &Keyboard) -> Outcome {
    focus(window, ITEMS[0]).await?;
    window
        .touch("the comment", By::Css("#item-comment textarea"))
        .await?;
    for key in TOP_ROW {
        keyboard.press(key)?;
    }
    let comment = By::Css("#item-comment .words[data-saved=yes][data-text=\"&é\\\"'\"]");
    window.find("the saved comment", comment).await?;
    saved(window, ITEMS[0], 2).await
}

/// Without single keys, what is pressed in the grid answers nothing.
async fn switched_off(window: &Window<'_>, keyboard: &Keyboard) -> Outcome {
    window.press("Réglages").await?;
    window.choose("Répondre aux grilles d’une seule touche").await?;
    window.press("Agenda").await?;
    window.touch("the visit", By::Css(".visit-card button")).await?;
    window.press("Grille").await?;
    focus(window, ITEMS[1]).await?;
    window.ask("window.heard.length = 0", Vec::new()).await?;
    for key in [TOP_ROW[3], PAD[0]] {
        keyboard.press(key)?;
    }
    window.comes_true("the keys", "window.heard.length === 2").await?;
    window.gone(By::Css("[data-saved=no]")).await?;
    saved(window, ITEMS[1], 3).await
}

async fn focus(window: &Window<'_>, item: &str) -> Outcome {
    let script = "
        const row = document.querySelector(`.item-row[id$='-${arguments[0]}']`);
        row.scrollIntoView({ block: 'center' });
        (row.querySelector('input:checked') ?? row.querySelector('input')).focus();";
    window.ask(script, vec![json!(item)]).await?;
    let current = format!(".item-row[id$='-{item}'][data-current=true]");
    window.find("the row in focus", By::Css(current)).await.map(drop)
}

async fn saved(window: &Window<'_>, item: &str, level: u8) -> Outcome {
    let mark = format!(".item-row[id$='-{item}'] [data-saved=yes][data-text$='{level}']");
    window.find("the saved level", By::Css(mark)).await.map(drop)
}
