//! The same pages through krilla, another maker of tagged PDF: it accepts the structure for PDF/UA-1 and PDF/A-2a, and the
//! text that comes out is ours, page by page.
//!
//! Links are left out: the report of a visit has none.
#![allow(clippy::unwrap_used, clippy::expect_used)]

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
use reports::fonts::{FontSet, Weight};
use reports::layout::{
    ArtifactKind, Drawing, Kid, Laid, LeafId, NodeId, PAGE_HEIGHT, PAGE_WIDTH, Role, Rule, Scope, TextRun,
    Tree, lay_out,
};
use reports::model::Marker;
use whole_product::documents::drawn;
use whole_product::rounds::rounds;

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/noto-sans/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/noto-sans/NotoSans-Bold.ttf");

/// A report drawn by krilla.
struct Redrawn<'l> {
    laid: &'l Laid,
    fonts: [Font; 2],
    /// What krilla calls each mark, by page and rank.
    marks: Vec<Vec<Identifier>>,
}

impl<'l> Redrawn<'l> {
    fn new(laid: &'l Laid) -> Self {
        let font = |bytes: &'static [u8]| Font::new(bytes.into(), 0).unwrap();
        Self {
            laid,
            fonts: [font(REGULAR), font(BOLD)],
            marks: Vec::new(),
        }
    }

    fn bytes(mut self, title: &str) -> KrillaResult<Vec<u8>> {
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
            self.marks.push(marks);
        }
        let mut tree = TagTree::new();
        tree.push(self.node(Tree::ROOT));
        document.set_tag_tree(tree);
        let date = DateTime::new(2026).month(11).day(24);
        let metadata = Metadata::new()
            .title(title.to_owned())
            .language("fr-FR".to_owned());
        document.set_metadata(metadata.creation_date(date));
        document.set_outline(self.outline());
        document.finish()
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
            match kid {
                Kid::Node(inner) => group.push(self.node(*inner)),
                Kid::Leaf(leaf) => self.leaf(*leaf).into_iter().for_each(|mark| group.push(mark)),
            }
        }
        group
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
            Role::Blank(spoken) => Tag::Span.with_alt_text(Some(spoken.clone())).into(),
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

/// The letters of each page, in order; spaces are where two readers may differ.
fn letters(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages = document.get_pages().into_keys();
    let text = |page| document.extract_text(&[page]).unwrap();
    pages
        .map(|page| text(page).chars().filter(|c| !c.is_whitespace()).collect())
        .collect()
}

#[test]
fn krilla_accepts_the_same_pages_and_shows_the_same_text() {
    for seed in 0..u64::from(rounds("documents through krilla", 12, 120)) {
        let visit = drawn(seed).unwrap();
        let composed = visit.report().compose();
        let ours = reports::render(&composed).unwrap();
        let laid = lay_out(&composed, FontSet::shared().unwrap());
        let theirs = Redrawn::new(&laid)
            .bytes(&composed.title)
            .unwrap_or_else(|error| panic!("seed {seed}: {error:?}"));
        let (ours, theirs) = (letters(&ours.bytes), letters(&theirs));
        assert_eq!(ours.len(), theirs.len(), "seed {seed}");
        for (page, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
            assert!(ours.len() > 20, "seed {seed}, page {page}: {ours}");
            assert_eq!(ours, theirs, "seed {seed}, page {page}");
        }
    }
}

#[test]
fn krilla_refuses_a_missing_glyph() {
    let visit = drawn(1).unwrap();
    let composed = visit.report().compose();
    let mut laid = lay_out(&composed, FontSet::shared().unwrap());
    let missing = laid.glyphs.of_mut(Weight::Regular).number(0, "?");
    let run = laid.pages[0]
        .marks
        .iter_mut()
        .flat_map(|mark| &mut mark.drawings)
        .find_map(|drawing| match drawing {
            Drawing::Text(run) if run.style.weight == Weight::Regular => Some(run),
            _ => None,
        });
    run.unwrap().glyphs[0].number = missing;
    let refused = Redrawn::new(&laid)
        .bytes(&composed.title)
        .expect_err("a box instead of a letter");
    assert!(format!("{refused:?}").contains("NotDef"), "{refused:?}");
}
