//! Visit documents drawn by seed: what inspectors write, and what nobody expects, over the grids that Carnet brings.

mod afterwards;
mod answers;
mod papers;
mod texts;
mod timelines;

use chrono::{Days, NaiveDate};
use observation::canonical::Sha256;
use observation::directory::EducationPrioritaire;
use observation::directory::fictitious::Sequence;
use observation::grid::framework::{Framework, FrameworkReference};
use observation::grid::{GridFile, Scope, Walk, check};
use observation::instant::Instant;
use observation::uai::Uai;
use observation::visit::{
    Announcement, Author, Debrief, Discipline, GridReference, KindReference, Note, NoteTag, Notice,
    ObservedTeacher, Origin, PlaceSnapshot, Recommendation, SeanceDocument, StateDocument, Strength, Subject,
    VisitDocument,
};
use reports::visit_report::VisitReport;
use uuid::Uuid;

use answers::Slot;
use texts::{any_text, line};

/// The grids that Carnet brings.
const GRIDS: [&[u8]; 5] = [
    include_bytes!("../../assets/grids/tour-d-ecole.json"),
    include_bytes!("../../assets/grids/usages-numerique-cycle-1.json"),
    include_bytes!("../../assets/grids/usages-numerique-premier-degre.json"),
    include_bytes!("../../assets/grids/usages-numerique-second-degre.json"),
    include_bytes!("../../assets/grids/fiche-etablissement.json"),
];

/// Monday 31 August 2026, 4 h 00 UTC, in milliseconds.
const SCHOOL_YEAR: i64 = 1_788_148_800_000;
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A visit as a report is made from it.
pub struct Drawn {
    /// The document: 1 to 4 teachers, 0 to 60 answers, 0 to 20 recommendations, texts of 0 to 10,000 characters.
    pub document: VisitDocument,
    /// Its grid.
    pub grid: GridFile,
    /// Whether it is sealed; else its report is preparatory.
    pub sealed: bool,
    /// What happened once it was sealed.
    pub happened: Vec<StateDocument>,
}

impl Drawn {
    /// The report of its first teacher, or of the school.
    #[must_use]
    pub fn report(&self) -> VisitReport<'_> {
        self.report_of(VisitReport::teachers(&self.document).first().map(|one| one.id))
    }

    /// The report of each of its teachers, or of the school.
    #[must_use]
    pub fn reports(&self) -> Vec<VisitReport<'_>> {
        let teachers = VisitReport::teachers(&self.document).iter();
        let each: Vec<_> = teachers.map(|one| self.report_of(Some(one.id))).collect();
        if each.is_empty() {
            vec![self.report_of(None)]
        } else {
            each
        }
    }

    fn report_of(&self, teacher: Option<Uuid>) -> VisitReport<'_> {
        let fingerprint = self.sealed.then(|| Sha256::of(self.document.visit.as_bytes()));
        VisitReport {
            document: &self.document,
            grid: self.grid.grid(),
            teacher,
            fingerprint,
            happened: &self.happened,
        }
    }

    /// How many answers it has.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.document.answers.len()
            + self
                .document
                .seances
                .iter()
                .map(|one| one.answers.len())
                .sum::<usize>()
    }
}

/// A drawer of documents.
pub(crate) struct Hand(Sequence);

impl Hand {
    fn upto(&mut self, most: u64) -> usize {
        usize::try_from(self.0.below(most + 1)).unwrap_or_default()
    }

    fn one_in(&mut self, times: u64) -> bool {
        self.0.below(times) == 0
    }

    fn id(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.0.below(u64::MAX), self.0.below(u64::MAX))
    }

    fn hash(&mut self) -> Sha256 {
        Sha256::of(self.id().as_bytes())
    }
}

/// The visit of this seed, the same on every machine; none when the grids that Carnet brings cannot be read.
#[must_use]
pub fn drawn(seed: u64) -> Option<Drawn> {
    let mut hand = Hand(Sequence::new(seed));
    let grid = check(hand.0.pick(&GRIDS)?).0?;
    let sealed = !hand.one_in(4);
    let mut document = document(&mut hand, &grid)?;
    for seance in &mut document.seances {
        seance.timeline = timelines::drawn(&mut hand, &grid);
    }
    document.debrief.follow_ups = afterwards::follow_ups(&mut hand);
    let happened = afterwards::happened(&mut hand, &document);
    Some(Drawn {
        document,
        grid,
        sealed,
        happened: if sealed { happened } else { Vec::new() },
    })
}

fn document(hand: &mut Hand, grid: &GridFile) -> Option<VisitDocument> {
    let day = i64::try_from(hand.upto(300)).ok()?;
    let date = NaiveDate::from_ymd_opt(2026, 8, 31)? + Days::new(day.unsigned_abs());
    let morning = Instant::from_milliseconds(SCHOOL_YEAR + day * DAY);
    let teachers: Vec<ObservedTeacher> = (0..=hand.upto(3)).map(|_| teacher(hand)).collect();
    let lessons = hand.upto(2) + 1;
    let mut seances: Vec<SeanceDocument> = (0..lessons).map(|rank| seance(hand, morning, rank)).collect();
    let mut answers = Vec::new();
    for (slot, answer) in answers::drawn(hand, grid.grid(), seances.len()) {
        match slot {
            Slot::Visit => answers.push(answer),
            Slot::Seance(rank) => seances[rank].answers.push(answer),
        }
    }
    let revision = if hand.one_in(3) { 2 } else { 1 };
    let notes = (0..hand.upto(6))
        .map(|_| note(hand, grid, &seances, morning))
        .collect();
    Some(VisitDocument {
        format: observation::visit::FORMAT.to_owned(),
        nonce: hand.hash(),
        visit: hand.id(),
        revision,
        parents: (1..revision).map(|_| hand.hash()).collect(),
        reason: (revision > 1).then(|| any_text(hand)),
        academie: "04".to_owned(),
        academie_name: line(hand),
        school_year: "2026-2027".to_owned(),
        zone: "Indian/Reunion".to_owned(),
        sealed_at: Instant::from_milliseconds(morning.milliseconds() + DAY),
        author: author(hand),
        grid: reference(grid),
        kind: KindReference {
            code: "accompagnement".to_owned(),
            label: line(hand),
            meaning: any_text(hand),
        },
        announcement: announcement(hand, date),
        origin: if hand.one_in(5) {
            Origin::Transcribed
        } else {
            Origin::Live
        },
        date,
        debrief: debrief(hand, grid, &teachers, date),
        subject: if hand.one_in(8) {
            Subject::School
        } else {
            Subject::Teachers(teachers)
        },
        place: place(hand)?,
        objectives: any_text(hand),
        answers,
        seances,
        notes,
        notice: notice(hand),
        fictitious: hand.one_in(8),
    })
}

fn teacher(hand: &mut Hand) -> ObservedTeacher {
    ObservedTeacher {
        id: hand.id(),
        family_name: line(hand),
        given_name: line(hand),
        function: line(hand),
    }
}

fn author(hand: &mut Hand) -> Author {
    Author {
        name: line(hand),
        function: line(hand),
        service: line(hand),
        fingerprint: hand.hash(),
    }
}

fn reference(file: &GridFile) -> GridReference {
    let grid = file.grid();
    let title = grid.title.in_language(&grid.language).to_owned();
    GridReference {
        code: grid.code.clone(),
        version: grid.version.clone(),
        title,
        sha256: file.sha256(),
    }
}

fn announcement(hand: &mut Hand, date: NaiveDate) -> Announcement {
    let announced = !hand.one_in(4);
    Announcement {
        announced: Some(announced),
        on: (announced && !hand.one_in(3)).then(|| date - Days::new(14)),
    }
}

fn place(hand: &mut Hand) -> Option<PlaceSnapshot> {
    Some(PlaceSnapshot {
        uai: Uai::from_number(9_749_900 + u32::try_from(hand.upto(99)).ok()?)?,
        name: line(hand),
        commune: line(hand),
        kind: "ecole_elementaire".to_owned(),
        degree: None,
        status: "public".to_owned(),
        education_prioritaire: EducationPrioritaire::Aucune,
        circonscription: None,
        circonscription_name: line(hand),
    })
}

fn seance(hand: &mut Hand, morning: Instant, rank: usize) -> SeanceDocument {
    let start = morning.milliseconds() + i64::try_from(rank).unwrap_or_default() * 60 * MINUTE;
    let levels = ["CP", "CE1", "CE2", "ULIS"].map(str::to_owned);
    SeanceDocument {
        id: hand.id(),
        lesson_id: hand.id(),
        teachers: Vec::new(),
        start: Instant::from_milliseconds(start),
        start_as_planned: hand.one_in(2),
        end: Instant::from_milliseconds(start + 45 * MINUTE),
        end_as_planned: hand.one_in(2),
        place: None,
        room: line(hand),
        class: line(hand),
        half_class: false,
        levels: levels[..hand.upto(4)].to_vec(),
        discipline: hand.one_in(2).then(|| Discipline {
            code: None,
            label: line(hand),
        }),
        pupils: hand
            .one_in(2)
            .then(|| u16::try_from(hand.upto(36)).unwrap_or_default()),
        answers: Vec::new(),
        timeline: None,
    }
}

fn note(hand: &mut Hand, grid: &GridFile, seances: &[SeanceDocument], morning: Instant) -> Note {
    let after = i64::try_from(hand.upto(170)).unwrap_or_default();
    let hung = hand.one_in(2).then(|| item(hand, grid)).flatten();
    Note {
        id: hand.id(),
        seance: if hand.one_in(4) {
            None
        } else {
            hand.0.pick(seances).map(|seance| seance.id)
        },
        at: Instant::from_milliseconds(morning.milliseconds() + after * MINUTE),
        text: any_text(hand),
        tags: hung
            .map(|item| NoteTag::Item { item, level: None })
            .into_iter()
            .collect(),
        in_report: !hand.one_in(3),
    }
}

/// The code of one item of the grid.
fn item(hand: &mut Hand, grid: &GridFile) -> Option<String> {
    let walk = Walk::of(grid.grid());
    let scoped: Vec<_> = walk
        .places()
        .iter()
        .filter(|place| place.item.scope == Scope::Seance)
        .collect();
    hand.0.pick(&scoped).map(|place| place.item.code.clone())
}

fn debrief(hand: &mut Hand, grid: &GridFile, teachers: &[ObservedTeacher], date: NaiveDate) -> Debrief {
    let whom = |hand: &mut Hand| {
        hand.one_in(3)
            .then(|| hand.0.pick(teachers).map(|one| one.id))
            .flatten()
    };
    let strengths = (0..hand.upto(6)).map(|_| Strength {
        id: hand.id(),
        text: any_text(hand),
        teacher: whom(hand),
    });
    let strengths = strengths.collect();
    let recommended = (0..hand.upto(20)).map(|_| Recommendation {
        id: hand.id(),
        text: any_text(hand),
        item: hand.one_in(2).then(|| item(hand, grid)).flatten(),
        competence: hand.one_in(2).then(|| competence(hand)),
        due: hand.one_in(2).then(|| date + Days::new(60)),
        training: if hand.one_in(3) { line(hand) } else { String::new() },
        training_code: String::new(),
        teacher: whom(hand),
    });
    let recommendations = recommended.collect();
    Debrief {
        interview: any_text(hand),
        strengths,
        recommendations,
        follow_ups: Vec::new(),
    }
}

fn competence(hand: &mut Hand) -> FrameworkReference {
    let code = hand.0.one_of(&["1.1", "2.2", "3.3", "9.9"]).to_owned();
    let framework = if hand.one_in(2) {
        Framework::Crcn
    } else {
        Framework::CrcnEdu
    };
    FrameworkReference { framework, code }
}

fn notice(hand: &mut Hand) -> Notice {
    Notice {
        controller: line(hand),
        dpd_contact: line(hand),
        recipients: (0..hand.upto(3)).map(|_| line(hand)).collect(),
        retention: line(hand),
        reply_days: hand.one_in(2).then_some(15),
        legal_basis: String::new(),
    }
}
