//! The items of a grid in the order of the page, each with where it stands.

use super::{Grid, Group, Item, Node, Repeat, Scale};
use crate::expression::Expression;
use crate::text::Text;

/// An item and where it stands.
#[derive(Debug, Clone)]
pub struct ItemPlace<'g> {
    /// The item.
    pub item: &'g Item,
    /// The outermost group that holds it: its section, if any.
    pub section: Option<&'g Group>,
    /// The innermost repeat that holds it, if any.
    pub repeat: Option<&'g Repeat>,
    /// When it counts: the conditions of its groups, from the outside in, then its own.
    pub relevant: Vec<&'g Expression>,
}

/// All items of a grid, in order.
#[derive(Debug, Clone)]
pub struct Walk<'g> {
    places: Vec<ItemPlace<'g>>,
}

#[derive(Clone, Default)]
struct Around<'g> {
    section: Option<&'g Group>,
    repeat: Option<&'g Repeat>,
    relevant: Vec<&'g Expression>,
}

impl<'g> Walk<'g> {
    /// The items of `grid`.
    #[must_use]
    pub fn of(grid: &'g Grid) -> Self {
        let mut places = Vec::new();
        visit(&grid.content, &Around::default(), &mut places);
        Self { places }
    }

    /// Every item, in the order of the page.
    #[must_use]
    pub fn places(&self) -> &[ItemPlace<'g>] {
        &self.places
    }

    /// The item of this code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&ItemPlace<'g>> {
        self.places.iter().find(|place| place.item.code == code)
    }
}

fn visit<'g>(nodes: &'g [Node], around: &Around<'g>, places: &mut Vec<ItemPlace<'g>>) {
    for node in nodes {
        match node {
            Node::Item(item) => places.push(ItemPlace {
                item,
                section: around.section,
                repeat: around.repeat,
                relevant: around.relevant.iter().copied().chain(&item.relevant).collect(),
            }),
            Node::Group(group) => visit(&group.content, &inside_group(around, group), places),
            Node::Repeat(repeat) => visit(&repeat.content, &inside_repeat(around, repeat), places),
        }
    }
}

fn inside_group<'g>(around: &Around<'g>, group: &'g Group) -> Around<'g> {
    let mut inner = around.clone();
    inner.section = inner.section.or(Some(group));
    inner.relevant.extend(&group.relevant);
    inner
}

fn inside_repeat<'g>(around: &Around<'g>, repeat: &'g Repeat) -> Around<'g> {
    let mut inner = around.clone();
    inner.repeat = Some(repeat);
    inner.relevant.extend(&repeat.relevant);
    inner
}

impl Grid {
    /// The item of this code, with where it stands.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<ItemPlace<'_>> {
        Walk::of(self)
            .places
            .into_iter()
            .find(|place| place.item.code == code)
    }

    /// The scale of this code.
    #[must_use]
    pub fn scale(&self, code: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.code == code)
    }

    /// The rank and the name of a value of an item: a level's, by its number, or a choice's.
    #[must_use]
    pub fn value_label<'g>(&'g self, item: &'g Item, code: &str) -> Option<(usize, &'g Text)> {
        if let super::Answer::Level { scale } = &item.answer {
            let mut levels = self.scale(scale)?.levels.iter().enumerate();
            let level = levels.find(|(_, level)| level.value.to_string() == code);
            return level.map(|(rank, level)| (rank, &level.label));
        }
        let mut choices = self.choices_of(item).iter().enumerate();
        let choice = choices.find(|(_, choice)| choice.code == code);
        choice.map(|(rank, choice)| (rank, &choice.label))
    }

    /// The choices that an item offers, wherever they are declared; none for items without choices or with an outside list.
    #[must_use]
    pub fn choices_of<'g>(&'g self, item: &'g Item) -> &'g [super::Choice] {
        use super::{Answer, ChoiceSource};
        let (Answer::Single { choices, .. } | Answer::Multiple { choices, .. }) = &item.answer else {
            return &[];
        };
        match choices {
            ChoiceSource::Inline(choices) => choices,
            ChoiceSource::External { .. } => &[],
            ChoiceSource::List { list: code } => self
                .choice_lists
                .iter()
                .find(|list| list.code == *code)
                .map_or(&[], |list| &list.choices),
        }
    }
}
