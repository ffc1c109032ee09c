//! Where something is on screen, from the words that a person reads. Non-breaking spaces count as spaces.

use thirtyfour::By;

/// A string of XPath, whichever quotes it holds.
fn quoted(words: &str) -> String {
    if words.contains('"') {
        format!("'{words}'")
    } else {
        format!("\"{words}\"")
    }
}

fn plain(expression: &str) -> String {
    format!("normalize-space(translate({expression}, '\u{a0}\u{202f}', '  '))")
}

fn is(expression: &str, words: &str) -> String {
    format!("{}={}", plain(expression), quoted(words))
}

fn starts(expression: &str, words: &str) -> String {
    format!("starts-with({}, {})", plain(expression), quoted(words))
}

/// A button, by its whole name.
pub fn button(name: &str) -> By {
    By::XPath(format!(
        "//button[{} or {}]",
        is(".", name),
        is("@aria-label", name)
    ))
}

/// A field to type in, by its label; « (facultatif) » is no part of it.
pub fn field(label: &str) -> By {
    let named = is("text()[1]", label);
    By::XPath(format!(
        "//*[(self::input or self::textarea) and @id=//label[{named}]/@for]"
    ))
}

/// What opens a list of choices, by its label.
pub fn list(label: &str) -> By {
    let named = format!("*[contains(@class,'field-label')][{}]", is("text()[1]", label));
    By::XPath(format!(
        "//div[contains(@class,'field')][{named}]//button[contains(@class,'select-button')]"
    ))
}

/// A choice in an open list, by words that stand in it.
pub fn option(words: &str) -> By {
    By::XPath(format!(
        "//*[@role='option'][contains({}, {})]",
        plain("."),
        quoted(words)
    ))
}

/// An entry of an open menu, by how its words begin.
pub fn menu_item(words: &str) -> By {
    By::XPath(format!("//*[@role='menuitem'][{}]", starts(".", words)))
}

/// A line of an index, by words that stand in it.
pub fn entry(words: &str) -> By {
    let line = "contains(concat(' ', @class, ' '), ' entry ')";
    By::XPath(format!(
        "//button[{line}][contains({}, {})]",
        plain("."),
        quoted(words)
    ))
}

/// What one touches to choose, by how its words begin.
pub fn choice(words: &str) -> By {
    let touched = "contains(@class,'choice') or contains(@class,'chip')";
    By::XPath(format!("//label[{touched}][{}]", starts(".", words)))
}

/// A title, of a page, a part or a dialog.
pub fn heading(words: &str) -> By {
    By::XPath(format!(
        "//*[self::h1 or self::h2 or self::h3][{}]",
        starts(".", words)
    ))
}

/// Any element whose own words begin so.
pub fn words(words: &str) -> By {
    By::XPath(format!("//*[text()[{}]]", starts(".", words)))
}
