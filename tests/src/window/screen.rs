//! One window of Carnet: what is found on it by what a person reads, and what is done to it.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use thirtyfour::extensions::query::{ElementPollerWithTimeout, ElementQueryable};
use thirtyfour::{By, Capabilities, ElementRect, Key, TypingData, WebDriver, WebElement};

use super::condition::{INTERVAL, PATIENCE};
use super::processes::{Driver, required};
use super::{Home, Outcome, Trouble, labels};

/// How long one answer of the driver may take: the disk of a shared machine stands still for minutes at times.
const STALL: Duration = Duration::from_secs(400);
/// How long what was typed may take to be looked up, before the list is thought to have closed.
const LISTED: Duration = Duration::from_secs(5);
/// How often something may be drawn anew between being found and being touched.
const REDRAWN: usize = 20;
/// An open window, in a home that may outlive it.
#[derive(Debug)]
pub struct Window<'home> {
    home: &'home Home,
    page: Option<WebDriver>,
    driver: Driver,
}

impl<'home> Window<'home> {
    /// Starts the Carnet that `CARNET_BIN` names in `home`, and waits for its first screen.
    ///
    /// # Errors
    /// What did not start.
    pub async fn open(home: &'home Home) -> Outcome<Self> {
        Self::of(Path::new(&required("CARNET_BIN")?), home).await
    }

    /// Starts this `application` in `home`, and waits for its first screen.
    ///
    /// # Errors
    /// What did not start.
    pub async fn of(application: &Path, home: &'home Home) -> Outcome<Self> {
        let driver = Driver::start(application, home).await?;
        let mut capabilities = Capabilities::new();
        capabilities.set("browserName", "wry")?;
        capabilities.set("tauri:options", json!({ "application": driver.application() }))?;
        let page = WebDriver::builder(driver.address(), capabilities)
            .poller(Arc::new(ElementPollerWithTimeout::new(PATIENCE, INTERVAL)))
            .request_timeout(STALL)
            .await?;
        let window = Self {
            home,
            page: Some(page),
            driver,
        };
        window.find("the first title", By::Css("h1")).await?;
        Ok(window)
    }

    /// What thirtyfour offers besides.
    ///
    /// # Errors
    /// When the window was cut off.
    pub fn page(&self) -> Outcome<&WebDriver> {
        self.page.as_ref().ok_or_else(|| "the window was cut off".into())
    }

    /// Ends Carnet as a power cut would; the next window of this home finds what the disk holds.
    ///
    /// # Errors
    /// When it was not running.
    pub async fn cut(self) -> Outcome {
        self.driver.cut(self.home).await
    }

    /// The running Carnet, by its process number.
    #[must_use]
    pub fn running(&self) -> Option<u32> {
        self.driver.running(self.home)
    }

    /// The name of its X display.
    #[must_use]
    pub fn screen(&self) -> &str {
        self.home.screen()
    }

    /// A second start of Carnet in the same home, on the same bus.
    #[must_use]
    pub fn second_start(&self) -> Command {
        let mut command = Command::new(self.driver.application());
        self.home.shelter(&mut command);
        command
    }

    /// The first thing in view at this place; `what` names it when it never comes.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn find(&self, what: &str, place: By) -> Outcome<WebElement> {
        anew(async || self.find_once(what, place.clone()).await).await
    }

    /// The words at this place, once they are in view.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn text(&self, what: &str, place: By) -> Outcome<String> {
        anew(async || Ok(self.find_once(what, place.clone()).await?.text().await?)).await
    }

    /// Where it stands in the page, once it is in view.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn place(&self, what: &str, at: By) -> Outcome<ElementRect> {
        anew(async || Ok(self.find_once(what, at.clone()).await?.rect().await?)).await
    }

    async fn find_once(&self, what: &str, place: By) -> Outcome<WebElement> {
        let query = self.page()?.query(place).desc(what);
        Ok(query.and_displayed().first().await?)
    }

    /// Waits until nothing is at this place any more.
    ///
    /// # Errors
    /// When something stays.
    pub async fn gone(&self, place: By) -> Outcome {
        anew(async || Ok(self.page()?.query(place.clone()).wait_until_gone().await?)).await
    }

    /// Whether something is in view now.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn shows(&self, place: By) -> Outcome<bool> {
        let query = || Ok::<_, Trouble>(self.page()?.query(place.clone()).nowait().and_displayed());
        anew(async || Ok(query()?.exists().await?)).await
    }

    /// Waits for a title that begins so.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn title(&self, words: &str) -> Outcome<WebElement> {
        self.find(words, labels::heading(words)).await
    }

    /// Waits for words that begin so.
    ///
    /// # Errors
    /// When they do not come.
    pub async fn words(&self, words: &str) -> Outcome<WebElement> {
        self.find(words, labels::words(words)).await
    }

    /// Presses a button.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn press(&self, name: &str) -> Outcome {
        self.touch(name, labels::button(name)).await
    }

    /// Touches what is at this place, where it can be seen.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn touch(&self, what: &str, place: By) -> Outcome {
        anew(async || self.touch_once(what, place.clone()).await).await
    }

    async fn touch_once(&self, what: &str, place: By) -> Outcome {
        Ok(self.brought_once(what, place).await?.click().await?)
    }

    /// What is at this place, in the middle of the window.
    async fn brought_once(&self, what: &str, place: By) -> Outcome<WebElement> {
        let query = self.page()?.query(place).desc(what);
        let found = query.and_displayed().and_enabled().first().await?;
        self.bring_to_view(&found).await?;
        Ok(found)
    }

    /// Chooses a chip, a radio or a box by how its words begin.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn choose(&self, words: &str) -> Outcome {
        self.touch(words, labels::choice(words)).await
    }

    /// Opens a list and chooses in it.
    ///
    /// # Errors
    /// When the list or the choice does not come.
    pub async fn select(&self, list: &str, words: &str) -> Outcome {
        self.touch(list, labels::list(list)).await?;
        self.pick(words).await
    }

    /// Types in a field.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn fill(&self, label: &str, text: &str) -> Outcome {
        self.type_in(label, text).await
    }

    /// Types in a field in place of what it held.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn refill(&self, label: &str, text: &str) -> Outcome {
        self.type_in(label, Key::Control + "a").await?;
        self.type_in(label, text).await
    }

    /// Types in a field; a field drawn anew takes no key before it is found again.
    async fn type_in(&self, label: &str, keys: impl Into<TypingData>) -> Outcome {
        let keys = keys.into().to_string();
        let send = async || {
            let field = self.brought_once(label, labels::field(label)).await?;
            Ok(field.send_keys(keys.as_str()).await?)
        };
        anew(send).await
    }

    /// Searches as one types, and takes the first thing found that holds `found`.
    ///
    /// # Errors
    /// When nothing such is found.
    pub async fn search(&self, label: &str, text: &str, found: &str) -> Outcome {
        self.touch(label, labels::field(label)).await?;
        self.settled().await?;
        self.keys(text).await?;
        let query = || Ok::<_, Trouble>(self.page()?.query(labels::option(found)).and_displayed());
        if !anew(async || Ok(query()?.wait(LISTED, INTERVAL).exists().await?)).await? {
            // The page moved under the list, which closed: a person opens it again.
            self.keys(Key::Down + "").await?;
        }
        self.pick(found).await
    }

    /// Takes a choice of the open list, without a scroll: the list closes when the page moves under it.
    async fn pick(&self, words: &str) -> Outcome {
        let take = async || {
            Ok(self
                .find_once(words, labels::option(words))
                .await?
                .click()
                .await?)
        };
        anew(take).await
    }

    /// Writes a paragraph in the running notebook, and closes it.
    ///
    /// # Errors
    /// When the notebook is not in view.
    pub async fn write(&self, paragraph: &str) -> Outcome {
        let keys = format!("{paragraph}{}", char::from(Key::Enter));
        let composer = || By::Css("#notebook-composer textarea");
        let send = async || {
            Ok(self
                .find_once("the composer", composer())
                .await?
                .send_keys(keys.as_str())
                .await?)
        };
        anew(send).await
    }

    /// The words of everything at this place, read at once.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn all_words(&self, selector: &str) -> Outcome<Vec<String>> {
        let script =
            "return [...document.querySelectorAll(arguments[0])].map((each) => each.textContent.trim())";
        Ok(serde_json::from_value(
            self.ask(script, vec![json!(selector)]).await?,
        )?)
    }

    /// Presses keys where the focus is.
    ///
    /// # Errors
    /// When nothing has the focus.
    pub async fn keys(&self, keys: impl Into<TypingData>) -> Outcome {
        let keys = keys.into().to_string();
        let send = async || {
            Ok(self
                .page()?
                .active_element()
                .await?
                .send_keys(keys.as_str())
                .await?)
        };
        anew(send).await
    }

    /// Gives a file to the page, as the chooser of the system would.
    ///
    /// # Errors
    /// When the page asks for no file.
    pub async fn give_file(&self, path: &Path) -> Outcome {
        let give = async || {
            let input = self
                .page()?
                .query(By::Css("input[type=file]"))
                .desc("a file input");
            Ok(input.first().await?.send_keys(path.display().to_string()).await?)
        };
        anew(give).await
    }

    /// What a script of the page gives.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn ask(&self, script: &str, with: Vec<Value>) -> Outcome<Value> {
        Ok(self.page()?.execute(script, with).await?.json().clone())
    }

    /// WebKit brings to the nearest edge, which a bar may cover.
    async fn bring_to_view(&self, element: &WebElement) -> Outcome {
        let script = "arguments[0].scrollIntoView({ block: 'center' })";
        self.page()?.execute(script, vec![element.to_json()?]).await?;
        Ok(())
    }
}

/// Does it again as long as what it took of the page is drawn anew meanwhile.
async fn anew<T>(work: impl AsyncFn() -> Outcome<T>) -> Outcome<T> {
    for _ in 0..REDRAWN {
        match work().await {
            Err(trouble) if is_stale(&trouble) => {}
            other => return other,
        }
    }
    work().await
}

impl Drop for Window<'_> {
    /// The session is not asked to end: the programs that hold it are ended right after.
    fn drop(&mut self) {
        if let Some(page) = self.page.take() {
            let _ = page.leak();
        }
    }
}

/// Whether an element was drawn anew after it was found.
fn is_stale(trouble: &Trouble) -> bool {
    let error = trouble.downcast_ref::<WebDriverError>();
    error.is_some_and(|error| matches!(error.as_inner(), WebDriverErrorInner::StaleElementReference(_)))
}
