//! Where a role holds and who shares a register, by the names that a person knows: of the préréglage and of the directory.

use sync_protocol::trust::{Circle, Grant, Scope};

use super::words;
use crate::session::{Open, SetUp};
use crate::views::ChoiceView;

/// The names of scopes and circles.
#[derive(Clone, Copy)]
pub(crate) struct Places<'a> {
    open: &'a Open,
    set_up: &'a SetUp,
}

impl<'a> Places<'a> {
    pub(crate) fn of(open: &'a Open, set_up: &'a SetUp) -> Self {
        Self { open, set_up }
    }

    /// « Inspecteur ou inspectrice, Lettres, jusqu’au 31/08/2027 ».
    pub(crate) fn grant(&self, grant: &Grant) -> String {
        let until = grant
            .until
            .map(|day| format!(", jusqu’au {}", day.format("%d/%m/%Y")));
        format!(
            "{}, {}{}",
            words::role(grant.role),
            self.scopes(&grant.scopes),
            until.unwrap_or_default()
        )
    }

    /// « toute l’académie, Lettres ».
    pub(crate) fn scopes<'s>(&self, scopes: impl IntoIterator<Item = &'s Scope>) -> String {
        let named = scopes.into_iter().map(|scope| match Circle::of(scope) {
            None => "toute l’académie".to_owned(),
            Some(circle) => self.circle(&circle),
        });
        named.collect::<Vec<_>>().join(", ")
    }

    /// « circonscription de Saint-Paul », or « Lettres »; its code where nobody named it here.
    pub(crate) fn circle(&self, circle: &Circle) -> String {
        match circle {
            Circle::Circonscription(uai) => {
                let code = uai.to_string();
                format!("circonscription {}", self.circonscription(&code).unwrap_or(code))
            }
            Circle::Discipline(code) => {
                let mut known = self.set_up.preset.disciplines.iter();
                let named = known.find(|choice| choice.code == *code);
                named.map_or_else(|| format!("discipline {code}"), |choice| choice.label.clone())
            }
        }
    }

    /// A circle to choose, by its writing.
    pub(crate) fn choice(&self, circle: &Circle) -> ChoiceView {
        ChoiceView {
            code: circle.to_string(),
            label: self.circle(circle),
        }
    }

    fn circonscription(&self, code: &str) -> Option<String> {
        let known = self.open.circonscriptions().ok()?;
        let group = known.groups().iter().find(|group| group.key() == code)?;
        Some(group.name.clone())
    }
}
