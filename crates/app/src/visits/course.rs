//! The course of sealed reports: what happened to each is a signed state, which nothing changes.

use notebook::{Attachment, NotebookError};
use observation::canonical::Sha256;
use observation::json;
use observation::visit::course::kept_from;
use observation::visit::{
    Course, Happening, ReceivedFile, STATE_FORMAT, StateDocument, Subject, VisitDocument,
};
use reports::visit_report::VisitReport;
use sync_protocol::{Parent, RecordKind, SignedDocument};
use uuid::Uuid;

use super::context::head_in_words;
use super::mailing::mailbox_of;
use super::visit_id;
use crate::App;
use crate::documents::file_safe;
use crate::present::{course, date, identifier};
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::signing::About;
use crate::session::{Open, SetUp};
use crate::views::{
    CourseView, ExportedFile, HappenedView, HappeningView, NoteStateRequest, ReceivedFileRequest,
    VisitRequest,
};

/// The largest file that is kept with a reply, in bytes.
const LARGEST_RECEIVED: usize = 25 * 1024 * 1024;

impl App {
    /// Where the report to each teacher stands, or that on the school.
    ///
    /// # Errors
    /// When the visit is not sealed, the notebook is locked, or the disk refuses.
    pub fn courses(&self, request: VisitRequest) -> Outcome<Vec<CourseView>> {
        self.with_set_up(|open, set_up| self.courses_of(open, set_up, visit_id(&request.visit)?))
    }

    /// Says what happened to a report: signed, and never changed.
    ///
    /// # Errors
    /// All that is wrong with it, at once; or when the visit is not sealed, or the disk refuses.
    pub fn note_state(&self, request: NoteStateRequest) -> Outcome<Vec<CourseView>> {
        self.with_set_up(|open, set_up| {
            let visit = visit_id(&request.visit)?;
            let sealed = open.sealed_visit(visit)?;
            let teacher = concerned(&sealed.document, &request.teacher)?;
            let on = date(&request.on, "date")?;
            let received = self.received(&request.happening)?;
            let named = received.as_ref().map(named_file);
            let happened = course::happening(request.happening, named)?;
            let noted = Noted {
                teacher,
                on,
                happened,
            };
            self.note_happened(open, set_up, (visit, &sealed), noted, received.as_ref())?;
            self.courses_of(open, set_up, visit)
        })
    }

    /// Signs and keeps what happened to a sealed visit, with the file received where there is one.
    ///
    /// # Errors
    /// When it may not be said, or the disk refuses.
    pub(crate) fn note_happened(
        &self,
        open: &Open,
        set_up: &SetUp,
        (visit, sealed): (Uuid, &SealedVisit),
        noted: Noted,
        received: Option<&Attachment>,
    ) -> Outcome<()> {
        let Noted {
            teacher,
            on,
            happened,
        } = noted;
        let states = open.read_states(visit)?;
        let now = self.host().now();
        let sealed_on = sealed.document.sealed_at.date_in(set_up.zone());
        let mut objections = Course::of(&states, sealed.sha256, teacher).objections(
            &happened,
            on,
            sealed_on,
            now.date_in(set_up.zone()),
        );
        if let Happening::Communicated { recipients, .. } = &happened {
            objections.extend(kept_from(recipients, &sealed.document, teacher));
        }
        if !objections.is_empty() {
            return Err(AppError::Refused(objections));
        }
        let mut nonce = [0; 32];
        self.host().fill_random(&mut nonce);
        let state = StateDocument {
            format: STATE_FORMAT.to_owned(),
            nonce: nonce.into(),
            visit,
            revision: sealed.sha256,
            teacher,
            on,
            noted_at: now,
            zone: set_up.preset.zone.clone(),
            happened,
        };
        let signed = open.signed_state(&state, &sealed.document.academie)?;
        Ok(open.notebook.append_state(&signed, received, now)?)
    }

    /// Writes a file that was received with a reply.
    ///
    /// # Errors
    /// When the notebook does not have it, or the file cannot be written.
    pub fn export_received(&self, request: ReceivedFileRequest) -> Outcome<ExportedFile> {
        self.with_open(|open| {
            let unknown = || AppError::refused(codes::RECEIVED_UNKNOWN, &request.sha256);
            let sha256: Sha256 = request.sha256.parse().map_err(|_| unknown())?;
            let kept = open.notebook.attachment(sha256)?.ok_or_else(unknown)?;
            let name = format!("Réponse reçue {}", file_safe(&kept.name));
            self.export(open, &name, &kept.bytes, &[])
        })
    }

    fn courses_of(&self, open: &Open, set_up: &SetUp, visit: Uuid) -> Outcome<Vec<CourseView>> {
        let sealed = open.sealed_visit(visit)?;
        let states = open.read_states(visit)?;
        let numbers = open.revision_numbers(visit)?;
        let today = self.host().now().date_in(set_up.zone());
        let register = open.register()?;
        let of_school = matches!(sealed.document.subject, Subject::School);
        let mailbox = if of_school {
            mailbox_of(open, sealed.document.place.uai)?
        } else {
            String::new()
        };
        let about = teachers_of(&sealed.document).into_iter().map(|(teacher, name)| {
            let course = Course::of(&states, sealed.sha256, teacher);
            let known = teacher.and_then(|id| register.teacher(&id));
            let concerns = |state: &&StateDocument| state.teacher.is_none() || state.teacher == teacher;
            let told = |state: &StateDocument| -> HappenedView {
                let number = numbers.iter().find(|(sha256, _)| *sha256 == state.revision);
                course::happened(state, number.map_or(0, |(_, number)| *number), set_up.zone())
            };
            CourseView {
                teacher: teacher.map(|id| id.to_string()).unwrap_or_default(),
                name,
                mail: known
                    .and_then(|one| one.identity.mail.clone())
                    .unwrap_or_else(|| mailbox.clone()),
                stage: course::stage(course.stage(today)),
                due: course.reply_due().map(|due| due.to_string()),
                sealed_on: sealed.document.sealed_at.date_in(set_up.zone()).to_string(),
                reply_days: set_up.preset.reply_days.value,
                recipients: recipients(set_up, &sealed.document),
                happened: states.iter().filter(concerns).map(told).collect(),
            }
        });
        Ok(about.collect())
    }

    /// The staged file that a reply names.
    fn received(&self, happening: &HappeningView) -> Outcome<Option<Attachment>> {
        let HappeningView::Reply { file: Some(file), .. } = happening else {
            return Ok(None);
        };
        let (name, bytes) = self.staged_file(file)?;
        if bytes.len() > LARGEST_RECEIVED {
            return Err(AppError::refused(codes::FILE_TOO_LARGE, name));
        }
        Ok(Some(Attachment {
            name,
            bytes: bytes.to_vec(),
        }))
    }
}

/// What happened, to whom and on which day.
pub(crate) struct Noted {
    /// The teacher concerned; none for all whom the visit observed, or a school.
    pub(crate) teacher: Option<Uuid>,
    /// The day.
    pub(crate) on: chrono::NaiveDate,
    /// What.
    pub(crate) happened: Happening,
}

/// The last sealed revision of a visit.
pub(crate) struct SealedVisit {
    pub(crate) sha256: Sha256,
    pub(crate) document: VisitDocument,
}

impl Open {
    pub(crate) fn sealed_visit(&self, visit: Uuid) -> Outcome<SealedVisit> {
        let (sha256, document) = self
            .sealed(visit)?
            .ok_or_else(|| AppError::refused(codes::VISIT_NOT_SEALED, visit.to_string()))?;
        Ok(SealedVisit { sha256, document })
    }

    /// What happened to a visit, in the order in which it was noted.
    pub(super) fn read_states(&self, visit: Uuid) -> Outcome<Vec<StateDocument>> {
        let states = self.notebook.states(visit)?;
        let read = |one: &SignedDocument| Ok(json::read(one.document.as_bytes()).map_err(Fault::Sealed)?);
        states.iter().map(read).collect()
    }

    fn revision_numbers(&self, visit: Uuid) -> Result<Vec<(Sha256, u32)>, NotebookError> {
        let revisions = self.notebook.revisions(visit)?;
        let number = |one: &SignedDocument| (one.record.sha256, one.record.revision);
        Ok(revisions.iter().map(number).collect())
    }

    /// The state as the device signs it, after the last one of its visit.
    fn signed_state(&self, state: &StateDocument, academie: &str) -> Outcome<SignedDocument> {
        let before = self.notebook.states(state.visit)?;
        let greatest = before.iter().map(|one| one.record.revision).max();
        let last = before.iter().filter(|one| Some(one.record.revision) == greatest);
        let parents: Vec<Parent> = last.map(|one| one.record.as_parent()).collect();
        let about = About {
            kind: &RecordKind::State,
            academie,
            id: state.visit,
            parents: &parents,
            facts: None,
            circle: None,
        };
        self.sign(state, about)
    }
}

fn named_file(received: &Attachment) -> ReceivedFile {
    ReceivedFile {
        name: received.name.clone(),
        sha256: Sha256::of(&received.bytes),
        bytes: received.bytes.len() as u64,
    }
}

/// The teachers of a visit, each with the name; a single none with the school's.
fn teachers_of(document: &VisitDocument) -> Vec<(Option<Uuid>, String)> {
    match &document.subject {
        Subject::Teachers(_) => VisitReport::teachers(document)
            .iter()
            .map(|one| (Some(one.id), format!("{} {}", one.given_name, one.family_name)))
            .collect(),
        Subject::School | Subject::Calibration { .. } => vec![(None, document.place.name.clone())],
    }
}

/// Who receives the report by default.
fn recipients(set_up: &SetUp, document: &VisitDocument) -> Vec<String> {
    match document.subject {
        Subject::School => vec![head_in_words(Some(&document.place))],
        Subject::Teachers(_) | Subject::Calibration { .. } => set_up.preset.recipients.clone(),
    }
}

fn concerned(document: &VisitDocument, asked: &str) -> Outcome<Option<Uuid>> {
    let teachers = teachers_of(document);
    let unknown = || AppError::refused(codes::TEACHER_UNKNOWN, asked);
    if asked.is_empty() {
        return match teachers.as_slice() {
            [(only, _)] => Ok(*only),
            _ => Err(unknown()),
        };
    }
    let id = identifier(asked, codes::TEACHER_UNKNOWN)?;
    let found = teachers.into_iter().find(|(teacher, _)| *teacher == Some(id));
    found.map(|(teacher, _)| teacher).ok_or_else(unknown)
}
