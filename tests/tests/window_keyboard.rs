//! In the real window, by keyboard alone: from the locked notebook to a sealed visit, without a pointer.

use thirtyfour::{By, Key, TypingData};
use whole_product::machine::PASSPHRASE;
use whole_product::window::{Outcome, Window, prepared};

/// The most stops between two things on one screen.
const STOPS: usize = 90;

/// What the focus is on, as a screen reader would name it, with plain spaces; nothing for a dialog as a whole.
const FOCUSED: &str = "
    const at = document.activeElement;
    if (at.matches('[role=dialog], [role=alertdialog]')) return '';
    const words = (id) => document.getElementById(id)?.textContent ?? '';
    const pointed = (at.getAttribute('aria-labelledby') ?? '').split(' ').map(words).join(' ');
    const names = [at.getAttribute('aria-label'), at.labels?.[0]?.textContent, pointed, at.textContent];
    const name = names.find((each) => (each ?? '').trim() !== '') ?? '';
    return name.replace(/\\s+/g, ' ').trim();";

#[tokio::test]
async fn a_visit_is_prepared_observed_and_sealed_without_a_pointer() -> Outcome {
    let home = prepared::with_visit(31)?;
    let window = Window::open(&home).await?;
    let hand = Hand(&window);
    window.title("Carnet verrouillé").await?;
    hand.press(PASSPHRASE).await?;
    hand.press(Key::Enter).await?;
    window.title("Agenda").await?;
    prepare(&hand).await?;
    observe(&hand).await?;
    debrief(&hand).await?;
    seal(&hand).await
}

/// What is done without a pointer.
struct Hand<'window>(&'window Window<'window>);

impl Hand<'_> {
    async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        self.0.keys(keys).await
    }

    async fn focused(&self) -> Outcome<String> {
        let name = self.0.ask(FOCUSED, Vec::new()).await?;
        Ok(name.as_str().unwrap_or_default().to_owned())
    }

    /// Moves from one stop to the next by `key` until the focus is on what begins with `words`.
    async fn reach_by(&self, keys: &TypingData, words: &str) -> Outcome {
        let mut passed = Vec::new();
        for _ in 0..STOPS {
            let name = self.focused().await?;
            if name.starts_with(words) {
                return self.seen(words).await;
            }
            passed.push(name);
            self.press(keys.to_string()).await?;
        }
        Err(format!("the keyboard never reaches « {words} »; it passed {passed:?}").into())
    }

    async fn reach(&self, words: &str) -> Outcome {
        self.reach_by(&Key::Tab.into(), words).await
    }

    /// Goes back to what stands before.
    async fn reach_back(&self, words: &str) -> Outcome {
        self.reach_by(&(Key::Shift + Key::Tab), words).await
    }

    /// Reaches a button, and presses it.
    async fn push(&self, words: &str) -> Outcome {
        self.reach(words).await?;
        self.press(Key::Enter).await
    }

    /// Reaches a box or a radio, and chooses it.
    async fn choose(&self, words: &str) -> Outcome {
        self.reach(words).await?;
        self.press(" ").await
    }

    /// Reaches a field, and types in it.
    async fn fill(&self, label: &str, text: &str) -> Outcome {
        self.reach(label).await?;
        self.press(text).await
    }

    /// Searches in a field, and takes the first thing found.
    async fn search(&self, label: &str, text: &str) -> Outcome {
        self.reach(label).await?;
        self.0.settled().await?;
        self.press(text).await?;
        self.0.find("what was found", By::Css("[role=option]")).await?;
        self.press(Key::Down + Key::Enter).await?;
        self.0.gone(By::Css("[role=option]")).await
    }

    /// The focus comes into view.
    async fn seen(&self, words: &str) -> Outcome {
        let what = format!("« {words} » in view");
        self.0.comes_true(&what, IN_VIEW).await
    }
}

/// Whether what has the focus, or its label where it is drawn by it, stands inside the window.
const IN_VIEW: &str = "(() => {
    const at = document.activeElement.closest('label') ?? document.activeElement;
    const { top, bottom, height } = at.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
})()";

async fn prepare(hand: &Hand<'_>) -> Outcome {
    hand.push("Préparer une visite").await?;
    hand.0.title("Préparer une visite").await?;
    hand.choose("Visite d’accompagnement").await?;
    hand.search("École ou établissement", "ecole elementaire").await?;
    hand.search("Enseignant", "hoarau").await?;
    hand.choose("CE1").await?;
    hand.reach("Usages du numérique").await?;
    hand.reach_by(&Key::Down.into(), "Usages du numérique à l’école élémentaire")
        .await?;
    hand.push("Mettre à l’agenda").await?;
    hand.0.title("Préparer · ").await?;
    hand.push("Observer").await
}

async fn observe(hand: &Hand<'_>) -> Outcome {
    hand.0.title("Observer · ").await?;
    hand.0
        .comes_true(
            "the focus in the notebook",
            "document.activeElement.tagName === 'TEXTAREA'",
        )
        .await?;
    for paragraph in [
        "Les élèves retrouvent leur texte.",
        "Un binôme explique sa correction.",
    ] {
        hand.press(paragraph).await?;
        hand.press(Key::Enter).await?;
    }
    hand.press(Key::F2).await?;
    hand.0
        .find("the focus in the grid", By::Css(".item-row:focus-within"))
        .await?;
    hand.press("jnjsj").await?;
    hand.0
        .find(
            "an answer set aside",
            By::Css(".item-row[data-state=not_observed]"),
        )
        .await?;
    hand.0
        .find("another one", By::Css(".item-row[data-state=not_applicable]"))
        .await?;
    hand.0.gone(By::Css("[data-saved=no]")).await
}

async fn debrief(hand: &Hand<'_>) -> Outcome {
    hand.reach_back("Entretien").await?;
    hand.press(Key::Enter).await?;
    hand.0.title("Points d’appui").await?;
    hand.push("Ajouter un point d’appui").await?;
    hand.fill("Point d’appui 1", "Chacun sait ce qu’il cherche")
        .await?;
    hand.press(Key::Tab).await?;
    hand.0.gone(By::Css(".saved[data-state=saving]")).await
}

async fn seal(hand: &Hand<'_>) -> Outcome {
    hand.reach_back("Relire et sceller").await?;
    hand.press(Key::Enter).await?;
    hand.0.title("À relire avant de sceller").await?;
    hand.push("Sceller la visite").await?;
    hand.0.title("Sceller la visite").await?;
    hand.push("Sceller").await?;
    hand.0.title("Compte rendu · ").await?;
    hand.0
        .find("the sealed report", By::Css(".sheet[data-sealed=true]"))
        .await
        .map(drop)
}
