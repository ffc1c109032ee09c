//! axe-core, run in the page of a window.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Outcome, Window};

const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document).then((found) => done(found.violations.map((rule) =>
        `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).join(', ')}`)),
        (error) => done([String(error)]));";

/// What stands in closed details is not drawn: its transitions begin, and never end.
const AT_REST: &str = "document.getAnimations().every(({ effect }) => !effect.target.checkVisibility())";

/// The themes, the first of which a notebook begins with.
const THEMES: [&str; 2] = ["light", "dark"];

impl Window<'_> {
    /// The rules that the page breaks, each with what breaks it; empty when all is well.
    ///
    /// # Errors
    /// When axe-core is not installed beside the interface, or does not run.
    pub async fn violations(&self) -> Outcome<Vec<String>> {
        if self.ask("return typeof axe", Vec::new()).await? != "object" {
            self.page()?.execute(axe()?, Vec::new()).await?;
        }
        let found = self.page()?.execute_async(RUN, Vec::new()).await?.json().clone();
        let rules = found.as_array().ok_or("axe gives no list")?.iter();
        Ok(rules
            .map(|rule| rule.as_str().map_or_else(|| rule.to_string(), str::to_owned))
            .collect())
    }

    /// What axe finds wrong on the page in view in each theme, `name` and theme before each; it is light again afterwards.
    ///
    /// # Errors
    /// When the page cannot be asked.
    pub async fn violations_in_both_themes(&self, name: &str) -> Outcome<Vec<String>> {
        let mut all = Vec::new();
        for theme in THEMES {
            self.theme(theme).await?;
            let found = self.violations().await?.into_iter();
            all.extend(found.map(|rule| format!("{name} ({theme}): {rule}")));
        }
        self.theme(THEMES[0]).await?;
        Ok(all)
    }

    /// Shows the page in a theme, as the settings would.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn theme(&self, theme: &str) -> Outcome {
        let script = "document.documentElement.dataset.theme = arguments[0]";
        self.ask(script, vec![Value::from(theme)]).await?;
        self.comes_true("colours at rest", AT_REST).await
    }
}

/// axe-core's own text, given to the page as a script of the driver: the page's rules let no other in.
fn axe() -> Outcome<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(format!("{text}; window.axe = axe;"))
}
