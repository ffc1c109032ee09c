//! A grid of sixty items: longer than any that Carnet brings.

use std::path::Path;
use std::sync::Arc;

use app::App;
use app::host::Host;
use observation::grid::{Answer, Grid, GridFile, Group, Item, Node};
use observation::instant::Instant;
use serde_json::{Value, json};

use crate::beside::opened;
use crate::machine::{MORNING, Machine, PASSPHRASE, ask};
use crate::window::{Outcome, Trouble};

/// How many.
pub const ITEMS: usize = 60;
const GRID: &str = include_str!("../../assets/grids/usages-numerique-premier-degre.json");

/// Gives the only visit of the closed notebook of `machine` the grid of sixty items; the application, open on it, and the
/// visit.
///
/// # Errors
/// What was refused.
pub fn plant(machine: Arc<Machine>) -> Outcome<(App, Value)> {
    let grid = grid()?;
    let sha256 = grid.sha256().to_string();
    add(&machine.notebook_folder(), grid)?;
    let app = App::new(machine);
    let told = |name: &str, request: Value| {
        ask(&app, name, request).map_err(|codes| Trouble::from(format!("{name}: {}", codes.join(", "))))
    };
    told("unlock", json!({ "passphrase": PASSPHRASE }))?;
    let agenda = told("agenda", json!({ "from": "2020-01-01", "to": "2099-12-31" }))?;
    let visit = told("visit", json!({ "visit": agenda[0]["id"] }))?;
    let mut plan = visit["plan"].clone();
    plan["grid"] = json!(sha256);
    let visit = told("save_plan", plan)?;
    Ok((app, visit))
}

/// No command adds a grid yet: the notebook's own door is used.
fn add(folder: &Path, grid: GridFile) -> Outcome<()> {
    let notebook = opened(folder)?;
    let morning: Instant = MORNING.parse().map_err(|_| "the morning is no instant")?;
    notebook.add_grids(&[grid], morning)?;
    Ok(())
}

/// The items of a grid that take a level, again and again until there are sixty, each with a code of its own.
fn grid() -> Outcome<GridFile> {
    let mut grid: Grid = serde_json::from_str(GRID)?;
    let mut sections: Vec<Group> = grid.content.iter().filter_map(levels).collect();
    let known = |section: &Group| section.content.len();
    let copies = ITEMS.div_ceil(sections.iter().map(known).sum::<usize>().max(1));
    let mut left = ITEMS;
    for section in &mut sections {
        let items = section.content.iter();
        let copied = items.flat_map(|node| (0..copies).filter_map(move |rank| copy(node, rank)));
        section.content = copied.take(left).collect();
        left -= section.content.len();
    }
    grid.code = "soixante-observables".to_owned();
    grid.content = sections.into_iter().map(Node::Group).collect();
    grid.indicators = Vec::new();
    Ok(GridFile::publish(grid)?)
}

/// A section with its items that take a level, all of them always relevant; none where there are none.
fn levels(node: &Node) -> Option<Group> {
    let Node::Group(section) = node else { return None };
    let mut section = Group {
        relevant: None,
        ..section.clone()
    };
    section
        .content
        .retain(|node| matches!(node, Node::Item(item) if matches!(item.answer, Answer::Level { .. })));
    (!section.content.is_empty()).then_some(section)
}

fn copy(node: &Node, rank: usize) -> Option<Node> {
    let Node::Item(item) = node else { return None };
    let code = format!("{}_{rank}", item.code);
    let copied = Item {
        code,
        relevant: None,
        ..(**item).clone()
    };
    Some(Node::Item(Box::new(copied)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_has_sixty_items_and_is_a_sound_one() -> Outcome<()> {
        let grid = grid()?;
        let (read, problems) = observation::grid::check(grid.text().as_bytes());
        assert_eq!(problems, []);
        let read = read.ok_or("no grid")?;
        let items = read.grid().content.iter().map(|node| match node {
            Node::Group(section) => section.content.len(),
            Node::Repeat(_) | Node::Item(_) => 0,
        });
        assert_eq!(items.sum::<usize>(), ITEMS);
        Ok(())
    }
}
