//! In the real window, by finger and pen: targets wide enough, sizes that fit, pointer events that score.

use serde_json::{Value, json};
use thirtyfour::By;
use whole_product::window::{Outcome, Window, prepared};

/// The smallest side of a target, in CSS pixels.
const TARGET: f64 = 44.0;

/// An office laptop, a tablet held upright, and both at 200 %, where a page has half as many pixels.
const LAPTOP: (u32, u32) = (1366, 768);
const TABLET: (u32, u32) = (800, 1280);
const LAPTOP_DOUBLED: (u32, u32) = (683, 384);
const TABLET_DOUBLED: (u32, u32) = (400, 640);

/// Controls in view that are smaller than a finger, each with its name and size. A hidden radio counts as its label.
const TOO_SMALL: &str = "
    const least = arguments[0];
    const controls = document.querySelectorAll('.observe button, .observe input, .observe textarea');
    const touched = [...controls].map((control) => control.closest('label') ?? control);
    return [...new Set(touched)].flatMap((target) => {
        const { width, height } = target.getBoundingClientRect();
        if (width === 0 || (width + 0.01 >= least && height + 0.01 >= least)) return [];
        const name = target.getAttribute('aria-label') ?? target.textContent;
        return [`${target.className} « ${name} »: ${width} x ${height}`];
    });";

/// What has to be scrolled sideways, or is cut: the page, and its parts but for frames of tables, fields, words of
/// screen readers, and words that end in « … ».
const OVERFLOW: &str = "
    const meant = '.table-frame, input, textarea';
    const cut = (part) => {
        const { clipPath, textOverflow } = getComputedStyle(part);
        return clipPath !== 'none' || textOverflow === 'ellipsis';
    };
    const all = [document.documentElement, ...document.body.querySelectorAll('*')];
    return all.filter((part) => part.scrollWidth > part.clientWidth + 1 && !cut(part) && !part.closest(meant)
        && (part === all[0] || getComputedStyle(part).overflowX !== 'visible'))
        .map((part) => `${part.tagName} ${part.className}: ${part.scrollWidth} in ${part.clientWidth}`);";

#[tokio::test]
async fn what_scores_can_be_touched_and_nothing_scrolls_sideways() -> Outcome {
    let home = prepared::with_timeline(11)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    window.press("Noter").await?;
    for size in [LAPTOP, TABLET, LAPTOP_DOUBLED, TABLET_DOUBLED] {
        resize(&window, size).await?;
        for mode in ["Carnet", "Grille", "Entretien"] {
            window.press(mode).await?;
            let small = window.ask(TOO_SMALL, vec![json!(TARGET)]).await?;
            assert_eq!(small, json!([]), "{mode} at {size:?}");
            assert_fits(&window, mode, size).await?;
        }
    }
    what_is_made_small_is_found(&window).await
}

/// A level drawn smaller than a finger, and a part wider than the page, do not pass unseen.
async fn what_is_made_small_is_found(window: &Window<'_>) -> Outcome {
    window.press("Grille").await?;
    let spoil = "
        const level = document.querySelector('label.radio-level');
        level.style.minWidth = level.style.width = '30px';
        const wide = document.querySelector('main').appendChild(document.createElement('p'));
        wide.textContent = 'large';
        wide.style.width = '200vw';";
    window.ask(spoil, Vec::new()).await?;
    let small = window.ask(TOO_SMALL, vec![json!(TARGET)]).await?;
    assert_eq!(small.as_array().map(Vec::len), Some(1), "{small}");
    let overflow = window.ask(OVERFLOW, Vec::new()).await?;
    assert_ne!(overflow, json!([]), "a part too wide is not found");
    Ok(())
}

#[tokio::test]
async fn no_screen_scrolls_sideways() -> Outcome {
    let home = prepared::with_visit(12)?;
    let window = Window::open(&home).await?;
    for size in [LAPTOP_DOUBLED, TABLET_DOUBLED] {
        resize(&window, size).await?;
        assert_fits(&window, "the lock", size).await?;
    }
    prepared::unlock(&window).await?;
    for screen in ["Enseignants", "Écoles", "Grilles", "Réglages", "Agenda"] {
        window.touch(screen, entry(screen)).await?;
        for size in [LAPTOP, TABLET, LAPTOP_DOUBLED, TABLET_DOUBLED] {
            resize(&window, size).await?;
            assert_fits(&window, screen, size).await?;
        }
    }
    Ok(())
}

fn entry(label: &str) -> By {
    By::XPath(format!(
        "//nav//button[starts-with(normalize-space(.), '{label}')]"
    ))
}

async fn assert_fits(window: &Window<'_>, what: &str, size: (u32, u32)) -> Outcome {
    let overflow = window.ask(OVERFLOW, Vec::new()).await?;
    assert_eq!(overflow, json!([]), "{what} at {size:?}");
    Ok(())
}

/// Gives the page this size, whatever frame the window has.
async fn resize(window: &Window<'_>, (width, height): (u32, u32)) -> Outcome {
    window.page()?.set_window_rect(0, 0, width, height).await?;
    let reached = format!("innerWidth === {width} && innerHeight === {height}");
    window.comes_true("the size of the page", &reached).await
}

/// What the page hears of a pointer, with its kind.
const HEAR: &str = "
    window.heard = [];
    for (const kind of ['pointerdown', 'pointerup', 'click'])
        addEventListener(kind, (event) => window.heard.push(`${event.type} ${event.pointerType}`), true);";

#[tokio::test]
async fn finger_pen_and_mouse_each_score() -> Outcome {
    let home = prepared::with_visit(13)?;
    let window = Window::open(&home).await?;
    prepared::unlock(&window).await?;
    prepared::observe(&window).await?;
    window.press("Grille").await?;
    window.settled().await?;
    window.ask(HEAR, Vec::new()).await?;
    for (rank, pointer) in ["touch", "pen", "mouse"].into_iter().enumerate() {
        window.settled().await?;
        let at = place_of(&window, rank + 1).await?;
        match pointer {
            "touch" => finger(&window, at).await?,
            driven => window.point(driven, at).await?,
        }
        let saved = format!("{ROW} [data-saved=yes][data-text$='{}']", rank + 1);
        window.find("the saved level", By::Css(saved)).await?;
        // The first answer puts the visit under way, and the head of the page says so.
        window.words("En cours").await?;
        let heard = window.ask("return window.heard.splice(0)", Vec::new()).await?;
        let told = ["pointerdown", "pointerup", "click"].map(|kind| format!("{kind} {pointer}"));
        assert_eq!(heard, json!(told));
    }
    Ok(())
}

/// How often what is looked for may move on.
const MOVES: usize = 20;

/// An item answered by levels.
const ROW: &str = ".item-row[id$='-lien_objectif']";

/// The middle of a level of that item, once it rests in view: it gets the focus, for what has it is brought into
/// view some frames later.
async fn place_of(window: &Window<'_>, level: usize) -> Outcome<(i64, i64)> {
    let script = "
        const target = document.querySelector(arguments[0]);
        target.querySelector('input').focus();
        target.scrollIntoView({ block: 'center' });
        const { left, top, width, height } = target.getBoundingClientRect();
        return [left + width / 2, top + height / 2].map(Math.round);";
    let label = json!(format!("{ROW} label.radio-level:nth-of-type({level})"));
    let mut before = Value::Null;
    for _ in 0..MOVES {
        let at = window.ask(script, vec![label.clone()]).await?;
        if at == before {
            let number = |rank: usize| at[rank].as_i64().ok_or("the level has no place");
            return Ok((number(0)?, number(1)?));
        }
        before = at;
        window.settled().await?;
        window.settled().await?;
    }
    Err("the level never rests".into())
}

/// WebKitGTK's driver hands a finger over as a mouse: the page is given the events that WebKit makes of one.
async fn finger(window: &Window<'_>, (x, y): (i64, i64)) -> Outcome {
    let script = "
        const [x, y] = arguments;
        const under = document.elementFromPoint(x, y);
        const touch = { bubbles: true, cancelable: true, composed: true, isPrimary: true, pointerType: 'touch',
            pointerId: 7, clientX: x, clientY: y };
        for (const kind of ['pointerdown', 'pointerup', 'click']) under.dispatchEvent(new PointerEvent(kind, touch));";
    window.ask(script, vec![json!(x), json!(y)]).await.map(drop)
}
