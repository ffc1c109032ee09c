//! The other documents that the product prints, with the texts of a drawn visit.

use observation::grid::Grid;
use observation::instant::Instant;
use observation::visit::{SeanceDocument, SeancePlan};
use reports::dossier::{Dossier, HeldReport, HeldVisit};
use reports::model::Document;
use reports::paper::{BlankGrid, PlannedVisit};
use reports::recovery_sheet::RecoverySheet;
use reports::visit_report::VisitReport;

use super::{Drawn, SCHOOL_YEAR};

impl Drawn {
    /// What announces the visit and plans it, the blank grid, the dossier and a recovery sheet, each with its name.
    #[must_use]
    pub fn papers(&self) -> Vec<(&'static str, Document)> {
        let mut papers = self.around_the_visit();
        papers.push(("blank-grid", blank(self.grid.grid())));
        papers.push(("dossier", self.dossier().compose()));
        papers.push(("recovery-sheet", recovery_sheet()));
        papers
    }

    fn around_the_visit(&self) -> Vec<(&'static str, Document)> {
        let visit = &self.document;
        let seances: Vec<SeancePlan> = visit.seances.iter().map(planned).collect();
        let told = visit.debrief.recommendations.iter();
        let earlier = [(
            visit.kind.label.clone(),
            told.map(|one| one.text.clone()).collect(),
        )];
        let (issuer, teachers) = (self.issuer(), self.names());
        let planned = PlannedVisit {
            issuer: &issuer,
            visitor: &visit.author.name,
            kind: (&visit.kind.label, &visit.kind.meaning),
            date: visit.date,
            zone: chrono_tz::Indian::Reunion,
            place: &visit.place.name,
            teachers: &teachers,
            seances: &seances,
            objectives: &visit.objectives,
            grid: Some(self.grid.grid()),
            notice: &visit.notice,
            earlier: &earlier,
            fictitious: visit.fictitious,
            made_at: made_at(),
        };
        vec![("announcement", planned.announcement()), ("plan", planned.plan())]
    }

    fn dossier(&self) -> Dossier {
        let visit = &self.document;
        let notes = visit.notes.iter().map(|note| note.text.clone());
        let held = HeldVisit {
            title: visit.kind.label.clone(),
            status: visit.school_year.clone(),
            is_shared: self.names().len() > 1,
            reports: vec![HeldReport {
                title: visit.kind.label.clone(),
                document: self.report().compose(),
            }],
            entered: vec![(visit.place.commune.clone(), vec![visit.objectives.clone()])],
            notes: notes.collect(),
            personal_notes: visit.debrief.interview.clone(),
            files: vec![visit.author.service.clone()],
        };
        Dossier {
            name: self.names().concat(),
            holder: visit.author.name.clone(),
            issuer: self.issuer(),
            identity: vec![("Fonction".to_owned(), visit.author.function.clone())],
            services: vec![visit.place.name.clone()],
            entries: vec![visit.objectives.clone()],
            visits: vec![held],
            made_at: made_at(),
            made_on: visit.date,
        }
    }

    fn issuer(&self) -> Vec<String> {
        vec![
            self.document.academie_name.clone(),
            self.document.author.service.clone(),
        ]
    }

    fn names(&self) -> Vec<String> {
        let teachers = VisitReport::teachers(&self.document).iter();
        teachers
            .map(|one| format!("{} {}", one.given_name, one.family_name))
            .collect()
    }
}

fn made_at() -> Instant {
    Instant::from_milliseconds(SCHOOL_YEAR)
}

fn planned(seance: &SeanceDocument) -> SeancePlan {
    SeancePlan {
        id: seance.id,
        lesson_id: seance.lesson_id,
        starts_at: seance.start,
        ends_at: seance.end,
        started_at: None,
        ended_at: None,
        levels: seance.levels.clone(),
        discipline: seance.discipline.clone(),
        room: seance.room.clone(),
        class: seance.class.clone(),
        half_class: seance.half_class,
        pupils: seance.pupils,
    }
}

fn blank(grid: &Grid) -> Document {
    let made_at = made_at();
    let blank = BlankGrid {
        grid,
        minutes: None,
        visit: None,
        made_at,
    };
    blank.compose()
}

fn recovery_sheet() -> Document {
    let groups: Vec<String> = ["ABCD", "EFGH", "JKMN"].map(str::to_owned).to_vec();
    let sheet = RecoverySheet {
        groups: &groups,
        fingerprint: "0123 4567 89ab cdef",
        made_at: made_at(),
        made: "le 24/11/2026 à 8\u{a0}h\u{a0}15",
    };
    sheet.compose()
}
