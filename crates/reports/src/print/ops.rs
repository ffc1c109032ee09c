//! The operations of one page: what a screen reader passes over first, then the marked texts in reading order.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, FontId, Greyscale, Line, LineCapStyle, LineDashPattern, LinePoint, Op,
    PdfFontHandle, Point, Pt, TextItem, TextMatrix,
};

use super::typeface::resource;
use crate::layout::{ArtifactKind, Drawing, Glyph, Laid, PAGE_HEIGHT, Page, Rule, TextRun};
use crate::structure_types::tag;

pub(super) fn of_page(page: &Page, laid: &Laid) -> Vec<Op> {
    let mut ops = Vec::new();
    for group in page.artifacts.chunk_by(|(a, _), (b, _)| a == b) {
        begin("Artifact", artifact_properties(group[0].0), &mut ops);
        draw(group.iter().map(|(_, drawing)| drawing), laid, &mut ops);
        ops.push(Op::EndMarkedContent);
    }
    for (rank, mark) in page.marks.iter().enumerate() {
        begin(
            tag(&laid.tree.node(laid.tree.leaf(mark.leaf).parent).role),
            mark_properties(rank),
            &mut ops,
        );
        draw(mark.drawings.iter(), laid, &mut ops);
        ops.push(Op::EndMarkedContent);
    }
    ops
}

fn begin(tag: &str, properties: BTreeMap<String, DictItem>, ops: &mut Vec<Op>) {
    let properties = DictItem::Dict { map: properties };
    ops.push(Op::BeginMarkedContentWithProperties {
        tag: tag.to_owned(),
        properties,
    });
}

fn mark_properties(rank: usize) -> BTreeMap<String, DictItem> {
    let rank = i64::try_from(rank).unwrap_or_default();
    BTreeMap::from([("MCID".to_owned(), DictItem::Int(rank))])
}

fn artifact_properties(kind: ArtifactKind) -> BTreeMap<String, DictItem> {
    let (kind, subtype) = match kind {
        ArtifactKind::Layout => ("Layout", None),
        ArtifactKind::Watermark => ("Pagination", Some("Watermark")),
        ArtifactKind::Header => ("Pagination", Some("Header")),
        ArtifactKind::Footer => ("Pagination", Some("Footer")),
        ArtifactKind::RepeatedHeader => ("Pagination", None),
    };
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let entries = [("Type", Some(kind)), ("Subtype", subtype)];
    entries
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), name(value?))))
        .collect()
}

fn draw<'d>(drawings: impl Iterator<Item = &'d Drawing>, laid: &Laid, ops: &mut Vec<Op>) {
    for drawing in drawings {
        match drawing {
            Drawing::Text(run) => draw_text(run, laid, ops),
            Drawing::Rule(rule) => draw_rule(rule, ops),
        }
    }
}

fn grey(level: f32) -> Color {
    Color::Greyscale(Greyscale {
        percent: level,
        icc_profile: None,
    })
}

fn draw_text(run: &TextRun, laid: &Laid, ops: &mut Vec<Op>) {
    let font = PdfFontHandle::External(FontId(resource(run.style.weight).to_owned()));
    let (x, y) = (Pt(run.x), Pt(PAGE_HEIGHT - run.baseline));
    let matrix = match run.turned {
        0.0 => TextMatrix::Translate(x, y),
        angle => TextMatrix::TranslateRotate(x, y, angle),
    };
    ops.push(Op::StartTextSection);
    ops.push(Op::SetFillColor {
        col: grey(run.style.grey),
    });
    ops.push(Op::SetFont {
        font,
        size: Pt(run.style.size),
    });
    ops.push(Op::SetTextMatrix { matrix });
    for level in run.glyphs.chunk_by(|a, b| a.up == b.up) {
        show(level, run, laid, ops);
    }
    ops.push(Op::EndTextSection);
}

/// Shows glyphs of one height: accents that the font has no letter for stand above the baseline.
fn show(glyphs: &[Glyph], run: &TextRun, laid: &Laid, ops: &mut Vec<Op>) {
    let rise = glyphs[0].up as f32 * run.style.size / 1000.0;
    let items = text_items(glyphs, run, laid);
    if rise != 0.0 {
        ops.push(Op::SetLineOffset { multiplier: rise });
    }
    ops.push(Op::ShowText { items });
    if rise != 0.0 {
        ops.push(Op::SetLineOffset { multiplier: 0.0 });
    }
}

/// The glyphs, with the pen moved before the first where shaping wants it, and set after each: positive numbers go left.
fn text_items(glyphs: &[Glyph], run: &TextRun, laid: &Laid) -> Vec<TextItem> {
    let mut items = Vec::new();
    for together in glyphs.chunk_by(|_, next| next.right == 0) {
        if together[0].right != 0 {
            items.push(TextItem::Offset(-together[0].right as f32));
        }
        let shown = together.iter().map(|glyph| codepoint(glyph, run, laid));
        items.push(TextItem::GlyphIds(shown.collect()));
    }
    items
}

fn codepoint(glyph: &Glyph, run: &TextRun, laid: &Laid) -> Codepoint {
    let after = (glyph.nominal + glyph.right - glyph.advance) as f32;
    let text = laid.glyphs.of(run.style.weight).text(glyph.number).to_owned();
    let number = u16::try_from(glyph.number).unwrap_or_default();
    Codepoint::with_cid(number, after, text)
}

fn draw_rule(rule: &Rule, ops: &mut Vec<Op>) {
    let point = |(x, y): (f32, f32)| LinePoint {
        p: Point {
            x: Pt(x),
            y: Pt(PAGE_HEIGHT - y),
        },
        bezier: false,
    };
    ops.push(Op::SaveGraphicsState);
    ops.push(Op::SetOutlineColor { col: grey(rule.grey) });
    ops.push(Op::SetOutlineThickness {
        pt: Pt(rule.thickness),
    });
    if rule.dotted {
        ops.push(Op::SetLineCapStyle {
            cap: LineCapStyle::Round,
        });
        ops.push(Op::SetLineDashPattern {
            dash: LineDashPattern::new(0.0, &[0.0, 3.0]),
        });
    }
    let line = Line {
        points: vec![point(rule.from), point(rule.to)],
        is_closed: false,
    };
    ops.push(Op::DrawLine { line });
    ops.push(Op::RestoreGraphicsState);
}
