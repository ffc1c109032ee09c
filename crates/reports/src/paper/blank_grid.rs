//! « Grille vierge »: a grid to fill in by hand, its labels and boxes large enough to be read at arm's length.

use observation::grid::{Answer, Grid, Item, SubjectKind, Walk};
use observation::instant::Instant;
use observation::text::Text;

use super::{FOOTER, PlannedVisit, part, sections};
use crate::model::{Block, Document, Phrase, Table};
use crate::visit_report::{listed, long_date};

const BOX: &str = "case à cocher";
/// The minutes of a lesson that the timeline has lines for, at least: those of the 2nd degré last 55.
const LESSON: u32 = 60;
/// The same at most: more would be a booklet.
const LONGEST: u32 = 180;

/// The longest label that is held on one line, in characters: a longer one may be wider than the page.
const HELD: usize = 55;

/// A grid to print.
#[derive(Debug, Clone, Copy)]
pub struct BlankGrid<'a> {
    /// The grid.
    pub grid: &'a Grid,
    /// How long the longest lesson is planned to last, in minutes; none where none is planned.
    pub minutes: Option<u32>,
    /// The visit that it is printed for, which its head then tells; none for a grid of any visit.
    pub visit: Option<&'a PlannedVisit<'a>>,
    /// When it is printed.
    pub made_at: Instant,
}

impl BlankGrid<'_> {
    /// The grid on paper.
    #[must_use]
    pub fn compose(&self) -> Document {
        let title = self.words(&self.grid.title);
        let mut paper = Document::new(title, self.made_at);
        paper.subtitle = format!("Grille vierge, version {}", self.grid.version);
        paper.subject = paper.subtitle.clone();
        paper.running_header = format!("{title} — grille vierge, version {}", self.grid.version);
        paper.running_footer = FOOTER.to_owned();
        paper.status = self.visit.and_then(PlannedVisit::status);
        paper.blocks = vec![head(self.grid.subject, self.visit)];
        let walk = Walk::of(self.grid);
        for section in sections(self.grid) {
            let of_section = walk.places().iter().filter(|place| {
                place.section.map(|one| one.code.as_str()) == section.map(|one| one.code.as_str())
                    && place.item.is_asked()
            });
            let items: Vec<Block> = of_section.map(|place| self.item(place.item)).collect();
            if !items.is_empty() {
                paper
                    .blocks
                    .extend(section.map(|one| part(self.words(&one.label))));
                paper.blocks.extend(items);
            }
        }
        paper.blocks.extend(self.timeline());
        paper.blocks.extend([
            part("Notes"),
            Block::BlankLines {
                label: Phrase::new(),
                lines: 10,
                spoken: "dix lignes à compléter".to_owned(),
            },
        ]);
        paper
    }

    fn words<'t>(&self, text: &'t Text) -> &'t str {
        text.in_language(&self.grid.language)
    }

    /// An item, what to look at, and where to answer it: kept on one page.
    fn item(&self, item: &Item) -> Block {
        let label = Block::large(Phrase::new().strong(self.words(&item.label)));
        let look_for = item
            .look_for
            .as_ref()
            .map(|text| Block::paragraph(self.words(text)));
        let answer = self.answer(item);
        let blocks = [label].into_iter().chain(look_for).chain(answer).collect();
        Block::Together(blocks)
    }

    fn answer(&self, item: &Item) -> Vec<Block> {
        match &item.answer {
            Answer::Level { scale } => self.levels(item, scale),
            Answer::Single { .. } | Answer::Multiple { .. } => {
                let choices = self.grid.choices_of(item).iter();
                vec![boxes(choices.map(|one| self.words(&one.label)))]
            }
            Answer::YesNo => vec![boxes(["Oui", "Non"])],
            Answer::Count { .. } => vec![blank("Nombre\u{a0}: ", "nombre à compléter", "")],
            Answer::Duration { .. } => vec![blank("Durée\u{a0}: ", "durée à compléter", "\u{a0}min")],
            _ => vec![Block::BlankLines {
                label: Phrase::new(),
                lines: 2,
                spoken: "deux lignes à compléter".to_owned(),
            }],
        }
    }

    /// A box for each level, then what is seen at each.
    fn levels(&self, item: &Item, scale: &str) -> Vec<Block> {
        let levels = self.grid.scale(scale).map_or(&[][..], |scale| &scale.levels);
        let names = levels
            .iter()
            .map(|one| format!("{} {}", one.value, self.words(&one.label)));
        let seen = item.descriptors.iter().fold(Phrase::new(), |before, one| {
            let space = if before.is_blank() { "" } else { " " };
            let text = self.words(&one.text);
            before
                .plain(space)
                .strong(format!("{}\u{a0}", one.level))
                .plain(text)
        });
        vec![boxes(names), Block::paragraph(seen)]
    }

    /// The codes of each track, and a line for each sample of the whole lesson.
    fn timeline(&self) -> Vec<Block> {
        let Some(timeline) = &self.grid.timeline else {
            return Vec::new();
        };
        let codes = timeline.tracks.iter().map(|track| {
            let codes: Vec<String> = (1..)
                .zip(&track.codes)
                .map(|(rank, one)| format!("{rank}\u{a0}{}", self.words(&one.label)))
                .collect();
            let name = Phrase::new().strong(format!("{}\u{a0}: ", self.words(&track.label)));
            Block::paragraph(name.plain(format!("{}.", codes.join(", "))))
        });
        let tracks = timeline.tracks.iter().map(|track| (self.words(&track.label), 4));
        let columns = [("Minute", 2)].into_iter().chain(tracks);
        let caption = format!("Un relevé toutes les {}\u{a0}minutes", timeline.interval_minutes);
        let interval = u32::from(timeline.interval_minutes.max(1));
        let minutes = self.minutes.unwrap_or(LESSON).clamp(LESSON, LONGEST);
        let table = (0..=minutes.div_ceil(interval)).fold(
            Table::new(caption, columns).with_row_headers(),
            |table, sample| {
                let minute = format!("{}", sample * interval);
                let blank = || Phrase::new().blank(20, "code à compléter");
                let cells = timeline.tracks.iter().map(|_| blank());
                table.row([Phrase::from(minute)].into_iter().chain(cells))
            },
        );
        let mut blocks = vec![Block::PageBreak, part("Chronologie")];
        blocks.extend(codes);
        blocks.push(Block::Table(table));
        blocks
    }
}

/// What is written first: of a lesson, who led it and for whom; of a school, who was met. What the visit's plan knows is there.
fn head(subject: SubjectKind, visit: Option<&PlannedVisit<'_>>) -> Block {
    let line = |millimetres: u16, spoken: &str| Phrase::new().blank(millimetres, spoken);
    let known = |said: &dyn Fn(&PlannedVisit<'_>) -> String, otherwise: Phrase| {
        let said = visit.map(said).filter(|said| !said.trim().is_empty());
        said.map_or(otherwise, Phrase::from)
    };
    let of_lesson = [
        (
            "Enseignant",
            known(&|visit| listed(visit.teachers), line(110, "nom à compléter")),
        ),
        (
            "Classe, discipline",
            known(&|visit| visit.seances(), line(110, "classe à compléter")),
        ),
    ];
    let of_school = [("Personnes rencontrées", line(110, "noms à compléter"))];
    let mut lines = vec![
        (
            "Date",
            known(&|visit| long_date(visit.date), line(60, "date à compléter")),
        ),
        (
            "École ou établissement",
            known(&|visit| visit.place.to_owned(), line(110, "école à compléter")),
        ),
    ];
    match subject {
        SubjectKind::School => lines.extend(of_school),
        SubjectKind::Teachers | SubjectKind::Calibration => lines.extend(of_lesson),
    }
    lines.push(("Début et fin", line(60, "heures à compléter")));
    Block::key_values(lines)
}

/// Boxes to tick, those of an item that was not observed last.
fn boxes(labels: impl IntoIterator<Item = impl AsRef<str>>) -> Block {
    boxes_after(Phrase::new(), labels)
}

fn boxes_after(before: Phrase, labels: impl IntoIterator<Item = impl AsRef<str>>) -> Block {
    let labels = labels.into_iter().map(|one| one.as_ref().to_owned());
    let all = labels.chain(["Non observé", "Sans objet"].map(str::to_owned));
    let phrase = all.fold(before, |before, label| {
        let gap = if before.is_blank() { "" } else { "   " };
        let held = if label.chars().count() > HELD {
            label.clone()
        } else {
            label.replace(' ', "\u{a0}")
        };
        before
            .plain(gap)
            .checkbox(format!("{BOX}, {label}"))
            .plain(format!("\u{a0}{held}"))
    });
    Block::large(phrase)
}

fn blank(before: &str, spoken: &str, after: &str) -> Block {
    boxes_after(
        Phrase::new().plain(before).blank(25, spoken).plain(after),
        [""; 0],
    )
}
