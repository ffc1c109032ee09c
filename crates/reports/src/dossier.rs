//! All that a notebook holds about one person, for that person to read.

use chrono::NaiveDate;
use observation::instant::Instant;

use crate::model::{Block, Document, HeadingLevel, Phrase};
use crate::visit_report::long_date;

/// What is held about one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// The full name.
    pub name: String,
    /// Who holds it: « Camille Dubreuil, Inspectrice de l’Éducation nationale ».
    pub holder: String,
    /// Who issues it, one line each.
    pub issuer: Vec<String>,
    /// What the register has of the person, now: labels and values.
    pub identity: Vec<(String, String)>,
    /// Lines of service, in words.
    pub services: Vec<String>,
    /// What was written in the register, line by line, the first first.
    pub entries: Vec<String>,
    /// The visits, by date.
    pub visits: Vec<HeldVisit>,
    /// When it is made.
    pub made_at: Instant,
    /// The day on which it is made, where it is made.
    pub made_on: NaiveDate,
}

/// What is held of one visit.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldVisit {
    /// « Visite-conseil du 24 novembre 2026 ».
    pub title: String,
    /// Where it stands, in words.
    pub status: String,
    /// Whether others were observed as well.
    pub is_shared: bool,
    /// Its reports: that of each sealed revision, the first first, then the one in preparation.
    pub reports: Vec<HeldReport>,
    /// What was entered, titles and lines, where no report tells it.
    pub entered: Vec<(String, Vec<String>)>,
    /// Paragraphs that no report shows.
    pub notes: Vec<String>,
    /// The inspector's own notes; blank without any.
    pub personal_notes: String,
    /// The names of files received with replies.
    pub files: Vec<String>,
}

/// One report of a visit.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldReport {
    /// Which revision, and whether it is in force.
    pub title: String,
    /// As it is or would be printed.
    pub document: Document,
}

/// What is said of a visit where others were observed as well.
const SHARED: &str = "D’autres personnes étaient observées lors de cette visite. Ce qui n’a été dit qu’à elles (points d’appui, \
    recommandations, remises, réponses, fichiers) n’est pas dans ce dossier. Le carnet de bord, les réponses à la grille, la \
    chronologie, l’entretien et les notes personnelles ont été écrits pour la visite entière\u{a0}: ils ne se séparent pas par \
    personne, et sont donnés en entier.";

const INTRODUCTION: &str = "Ce document réunit tout ce que ce carnet contient sur vous au jour où il est établi. Il répond à une demande \
    d’accès (règlement général sur la protection des données, article 15). Vous pouvez demander qu’une erreur soit corrigée.";

impl Dossier {
    /// The document, ready to be printed.
    #[must_use]
    pub fn compose(&self) -> Document {
        let title = format!("Données conservées sur {}", self.name);
        let mut document = Document::new(title, self.made_at);
        document.subtitle = format!(
            "Carnet tenu par {}\u{202f}; dossier établi le {}",
            self.holder,
            long_date(self.made_on)
        );
        document.issuer = self.issuer.clone();
        document.author = self.holder.clone();
        document.subject = document.title.clone();
        document.running_header = document.title.clone();
        document.running_footer = "Carnet, outil non officiel".to_owned();
        document.blocks = vec![Block::paragraph(INTRODUCTION)];
        document.blocks.extend(self.register());
        document.blocks.extend(self.list_of_visits());
        document
            .blocks
            .extend(self.visits.iter().flat_map(HeldVisit::blocks));
        document
    }

    fn register(&self) -> Vec<Block> {
        let rows = self.identity.iter().filter(|(_, value)| !value.trim().is_empty());
        let mut blocks = vec![
            part("Registre"),
            Block::key_values(rows.map(|(key, value)| (key.as_str(), Phrase::from(value.as_str())))),
        ];
        if !self.services.is_empty() {
            blocks.push(section("Services"));
            blocks.push(Block::bullets(self.services.iter().map(String::as_str)));
        }
        blocks.push(section("Ce qui a été écrit au registre"));
        blocks.push(Block::bullets(self.entries.iter().map(String::as_str)));
        blocks
    }

    fn list_of_visits(&self) -> Vec<Block> {
        let heading = part("Visites");
        if self.visits.is_empty() {
            return vec![
                heading,
                Block::paragraph("Ce carnet ne contient aucune visite où vous êtes observé ou observée."),
            ];
        }
        let lines = self
            .visits
            .iter()
            .map(|visit| format!("{}\u{a0}: {}", visit.title, visit.status));
        vec![
            heading,
            Block::bullets(lines.collect::<Vec<_>>().iter().map(String::as_str)),
        ]
    }
}

impl HeldVisit {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![
            Block::PageBreak,
            part(&self.title),
            Block::paragraph(self.status.as_str()),
        ];
        blocks.extend(self.is_shared.then(|| Block::paragraph(SHARED)));
        for report in &self.reports {
            blocks.push(section(&report.title));
            blocks.extend(unsigned(&report.document.blocks).cloned().map(lowered));
        }
        let texts = [
            ("Paragraphes hors du compte rendu", self.notes.clone()),
            (
                "Notes personnelles de l’auteur du carnet",
                lines(&self.personal_notes),
            ),
            ("Fichiers reçus", self.files.clone()),
        ];
        let texts = texts.map(|(title, lines)| (title.to_owned(), lines));
        for (title, lines) in self.entered.iter().cloned().chain(texts) {
            if !lines.is_empty() {
                blocks.push(section(&title));
                blocks.push(Block::bullets(lines.iter().map(String::as_str)));
            }
        }
        blocks
    }
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(str::to_owned).collect()
}

/// What a report says, without the room for signatures and its heading: this paper is not the one that is signed.
fn unsigned(blocks: &[Block]) -> impl Iterator<Item = &Block> {
    let signed = |block: Option<&Block>| matches!(block, Some(Block::Signature(_)));
    let kept = blocks.iter().enumerate().filter(move |(rank, block)| {
        let heads_them = matches!(block, Block::Heading { .. }) && signed(blocks.get(rank + 1));
        !heads_them && !signed(Some(block))
    });
    kept.map(|(_, block)| block)
}

/// A block of a report within a part of the dossier: its headings go below that of the report.
fn lowered(block: Block) -> Block {
    match block {
        Block::Heading { text, .. } => Block::Heading {
            level: HeadingLevel::Three,
            text,
        },
        Block::Together(blocks) => Block::Together(blocks.into_iter().map(lowered).collect()),
        other => other,
    }
}

fn part(title: &str) -> Block {
    Block::heading(HeadingLevel::One, title)
}

fn section(title: &str) -> Block {
    Block::heading(HeadingLevel::Two, title)
}
