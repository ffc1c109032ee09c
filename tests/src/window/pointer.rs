//! What a mouse or a pen does, as the driver of the window hands it over.

use serde_json::json;
use thirtyfour::common::command::{Actions, Command};

use super::{Outcome, Window, labels};

impl Window<'_> {
    /// Presses here, in CSS pixels from the corner of the page, by a `mouse` or a `pen`.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn point(&self, pointer: &str, (x, y): (i64, i64)) -> Outcome {
        let actions = json!([{
            "type": "pointer", "id": pointer, "parameters": { "pointerType": pointer },
            "actions": [
                { "type": "pointerMove", "duration": 0, "origin": "viewport", "x": x, "y": y },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerUp", "button": 0 },
            ],
        }]);
        self.page()?
            .cmd(Command::PerformActions(Actions::from(actions)))
            .await?;
        Ok(())
    }

    /// Presses the middle of the button of this name, by a `mouse` or a `pen`.
    ///
    /// # Errors
    /// When it does not come, or the driver refuses.
    pub async fn tap(&self, pointer: &str, name: &str) -> Outcome {
        let place = self.place(name, labels::button(name)).await?;
        let middle = |from: f64, length: f64| (from + length / 2.0).round() as i64;
        self.point(
            pointer,
            (middle(place.x, place.width), middle(place.y, place.height)),
        )
        .await
    }
}
