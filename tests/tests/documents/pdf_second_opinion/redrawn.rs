//! The pages of a report, drawn and tagged by krilla.

use std::num::NonZeroU16;

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaResult;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag,
    TagGroup, TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use reports::fonts::Weight;
use reports::layout::{
    ArtifactKind, Drawing, Kid, Laid, LeafId, NodeId, PAGE_HEIGHT, PAGE_WIDTH, Page, Role, Rule, Scope,
    TextRun, Tree,
};
use reports::model::Marker;

const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/noto-sans/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../../assets/fonts/noto-sans/NotoSans-Bold.ttf");

/// A report drawn by krilla.
pub struct Redrawn<'l> {
    laid: &'l Laid,
    fonts: [Font; 2],
    /// What krilla calls each mark, by page and rank.
    marks: Vec<Vec<Identifier>>,
}

impl<'l> Redrawn<'l> {
    /// Nothing is drawn yet.
    pub fn new(laid: &'l Laid) -> Self {
        let font = |bytes: &'static [u8]| Font::new(bytes.into(), 0).unwrap();
        Self {
            laid,
            fonts: [font(REGULAR), font(BOLD)],
            marks: Vec::new(),
        }
    }

    /// The file, or why krilla refuses it.
    pub fn bytes(mut self, title: &str) -> KrillaResult<Vec<u8>> {
        let configuration = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .unwrap();
        let mut document = Document::new_with(SerializeSettings {
            configuration,
            ..SerializeSettings::default()
        });
        for page in &self.laid.pages {
            let marks = self.page(page, &mut document);
            self.marks.push(marks);
        }
        let mut tree = TagTree::new();
        // krilla makes the root, a Document, by itself.
        for kid in &self.laid.tree.node(Tree::ROOT).kids {
            self.kid(*kid).into_iter().for_each(|kid| tree.push(kid));
        }
        document.set_tag_tree(tree);
        let date = DateTime::new(2026).month(11).day(24);
        let metadata = Metadata::new()
            .title(title.to_owned())
            .language("fr-FR".to_owned());
        document.set_metadata(metadata.creation_date(date));
        document.set_outline(self.outline());
        document.finish()
    }

    /// What krilla calls the marks of the page that it draws.
    fn page(&self, page: &Page, document: &mut Document) -> Vec<Identifier> {
        let mut drawn = document.start_page_with(PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT).unwrap());
        let mut surface = drawn.surface();
        for (kind, drawing) in &page.artifacts {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(artifact(*kind))));
            self.draw(drawing, &mut surface);
            surface.end_tagged();
        }
        let mut marks = Vec::new();
        for mark in &page.marks {
            marks.push(surface.start_tagged(ContentTag::Span(SpanTag::empty())));
            mark.drawings
                .iter()
                .for_each(|drawing| self.draw(drawing, &mut surface));
            surface.end_tagged();
        }
        surface.finish();
        drawn.finish();
        marks
    }

    fn outline(&self) -> Outline {
        let mut outline = Outline::new();
        for entry in &self.laid.outline {
            let there = XyzDestination::new(entry.page, Point::from_xy(0.0, entry.top));
            outline.push_child(OutlineNode::new(entry.title.clone(), there));
        }
        outline
    }

    fn draw(&self, drawing: &Drawing, surface: &mut Surface<'_>) {
        match drawing {
            Drawing::Text(run) => self.text(run, surface),
            Drawing::Rule(rule) => self.rule(rule, surface),
        }
    }

    fn text(&self, run: &TextRun, surface: &mut Surface<'_>) {
        let table = self.laid.glyphs.of(run.style.weight);
        let mut text = String::new();
        let glyphs: Vec<KrillaGlyph> = run
            .glyphs
            .iter()
            .map(|glyph| {
                let begins = text.len();
                text.push_str(table.text(glyph.number));
                let (id, _) = table.entries()[glyph.number as usize - 1];
                let em = |thousandths: i32| thousandths as f32 / 1_000.0;
                let id = GlyphId::new(id.into());
                KrillaGlyph::new(
                    id,
                    em(glyph.advance),
                    em(glyph.right),
                    em(glyph.up),
                    0.0,
                    begins..text.len(),
                    None,
                )
            })
            .collect();
        let font = self.fonts[usize::from(run.style.weight == Weight::Bold)].clone();
        let start = Point::from_xy(run.x, run.baseline);
        surface.set_stroke(None);
        surface.draw_glyphs(start, &glyphs, font, &text, run.style.size, false);
    }

    fn rule(&self, rule: &Rule, surface: &mut Surface<'_>) {
        let mut path = PathBuilder::new();
        path.move_to(rule.from.0, rule.from.1);
        path.line_to(rule.to.0, rule.to.1);
        surface.set_stroke(Some(Stroke {
            width: rule.thickness,
            ..Stroke::default()
        }));
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
        surface.set_stroke(None);
    }

    fn node(&self, id: NodeId) -> TagGroup {
        let node = self.laid.tree.node(id);
        let mut group = TagGroup::new(self.tag(id, &node.role));
        for kid in &node.kids {
            self.kid(*kid).into_iter().for_each(|kid| group.push(kid));
        }
        group
    }

    fn kid(&self, kid: Kid) -> Vec<Node> {
        match kid {
            Kid::Node(inner) => vec![self.node(inner).into()],
            Kid::Leaf(leaf) => self.leaf(leaf),
        }
    }

    fn leaf(&self, leaf: LeafId) -> Vec<Node> {
        let places = &self.laid.tree.leaf(leaf).places;
        places
            .iter()
            .map(|place| Node::from(self.marks[place.page][place.rank]))
            .collect()
    }

    fn tag(&self, id: NodeId, role: &Role) -> TagKind {
        let level = |level: u8| NonZeroU16::new(level.into()).unwrap_or(NonZeroU16::MIN);
        match role {
            Role::Document | Role::Division => Tag::Div.into(),
            Role::Heading(rank) => Tag::Hn(level(*rank), Some(self.said(id))).into(),
            Role::Paragraph => Tag::P.into(),
            Role::List(None) => Tag::L(ListNumbering::None).into(),
            Role::List(Some(Marker::Bullet)) => Tag::L(ListNumbering::Disc).into(),
            Role::List(Some(Marker::Number)) => Tag::L(ListNumbering::Decimal).into(),
            Role::ListItem => Tag::LI.into(),
            Role::Label => Tag::Lbl.into(),
            Role::ListBody => Tag::LBody.into(),
            Role::Table => Tag::Table.into(),
            Role::Caption => Tag::Caption.into(),
            Role::TableHead => Tag::THead.into(),
            Role::TableBody => Tag::TBody.into(),
            Role::Row => Tag::TR.into(),
            Role::HeaderCell(Scope::Column) => Tag::TH(TableHeaderScope::Column).into(),
            Role::HeaderCell(Scope::Row) => Tag::TH(TableHeaderScope::Row).into(),
            Role::Cell => Tag::TD.into(),
            Role::Foreign(lang) => Tag::Span.with_lang(Some(lang.tag().to_owned())).into(),
            Role::Blank(spoken) => Tag::Span.with_actual_text(Some(spoken.clone())).into(),
            Role::Figure(spoken) => Tag::Figure(Some(spoken.clone())).into(),
            Role::Link(_) => Tag::Span.into(),
        }
    }

    /// The text of a node.
    fn said(&self, id: NodeId) -> String {
        let kids = &self.laid.tree.node(id).kids;
        let said = kids.iter().map(|kid| match kid {
            Kid::Node(inner) => self.said(*inner),
            Kid::Leaf(leaf) => {
                let places = &self.laid.tree.leaf(*leaf).places;
                places
                    .iter()
                    .map(|place| {
                        self.laid
                            .mark_text(&self.laid.pages[place.page].marks[place.rank])
                    })
                    .collect()
            }
        });
        said.collect()
    }
}

fn artifact(kind: ArtifactKind) -> ArtifactType {
    match kind {
        ArtifactKind::Header => ArtifactType::Header,
        ArtifactKind::Footer => ArtifactType::Footer,
        ArtifactKind::Watermark => ArtifactType::Watermark,
        ArtifactKind::Layout | ArtifactKind::RepeatedHeader => ArtifactType::Other,
    }
}
