//! From what goes wrong below to what crosses to a front end.

use std::io;
use std::path::Path;

use notebook::system;
use observation::json::Misread;
use observation::problem::{Problem, Severity};

use crate::catalogue;
use crate::views::{Failure, FailureKind, ProblemView, SeverityView};

/// What a command gives.
pub type Outcome<T> = Result<T, AppError>;

/// Why a command gives no response.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// What was asked cannot be done in this state, or with what was given; nothing changed.
    #[error("refused: {0:?}")]
    Refused(Vec<Problem>),
    /// Something broke.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What may break below a command.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A front end asked for a command that does not exist.
    #[error("unknown command {0}")]
    UnknownCommand(String),
    /// A front end sent a request of another shape.
    #[error("request: {0}")]
    Request(Misread),
    /// A response could not be written.
    #[error("response: {0}")]
    Response(String),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A file that was given could not be read.
    #[error("{path}: {source}")]
    Unread {
        /// The file.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// The command line was given something that it does not understand.
    #[error("{0:?}")]
    Usage(Problem),
    /// A sealed document could not be read again.
    #[error("sealed document: {0}")]
    Sealed(Misread),
    /// The disk, the database or the system failed below: told in the words of the layer that met it.
    #[error("{0:?}")]
    Below(Problem),
    /// A document could not be made.
    #[error("document: {0}")]
    Document(String),
    /// A command panicked; the others go on.
    #[error("panic: {0}")]
    Panic(String),
}

/// Problem codes of the application itself.
pub mod codes {
    observation::problem_codes! {
        /// A front end asked for a command that does not exist.
        UNKNOWN_COMMAND = "app.unknown_command";
        /// A front end sent a request of another shape.
        REQUEST = "app.request";
        /// A response could not be written.
        RESPONSE = "app.response";
        /// A file could not be read or written.
        FILE = "app.file";
        /// A file that was given could not be read.
        FILE_UNREAD = "app.file_unread";
        /// The file to be written is the one that is read.
        FILE_IS_SOURCE = "app.file_is_source";
        /// No display to open a window on.
        NO_DISPLAY = "app.no_display";
        /// Another file stands where one is to be written.
        FILE_EXISTS = "app.file_exists";
        /// The command line is not understood; `named`.
        USAGE = "app.usage";
        /// A value of the command line that cannot be read.
        USAGE_VALUE = "app.usage_value";
        /// A criterion of a working view that has no such value.
        CRITERION = "app.criterion";
        /// One who may not publish asks for a release.
        RELEASE_NOT_ALLOWED = "app.release_not_allowed";
        /// A release that was not prepared, or was replaced since it was looked at.
        RELEASE_NOT_PREPARED = "app.release_not_prepared";
        /// A threshold that no académie may set.
        RELEASE_RULES = "app.release_rules";
        /// A school year in which blocks of three cannot begin.
        RELEASE_ANCHOR = "app.release_anchor";
        /// A release without a name, or that withdraws without a reason.
        RELEASE_UNSAID = "app.release_unsaid";
        /// What is to be withdrawn is named by no key.
        RELEASE_WITHDRAWN = "app.release_withdrawn";
        /// A threshold below that of the last release.
        RELEASE_LOWERED = "app.release_lowered";
        /// A place that is none.
        RELEASE_SCOPE = "app.release_scope";
        /// A place of which nothing was published.
        RELEASE_NOTHING_OF_IT = "app.release_nothing_of_it";
        /// A form in which nothing is written.
        RELEASE_FORMAT = "app.release_format";
        /// A consolidation that was not kept.
        FROZEN_UNKNOWN = "app.frozen_unknown";
        /// A document could not be made.
        DOCUMENT = "app.document";
        /// A command panicked.
        PANIC = "app.panic";
        /// A folder on a network drive, where a notebook must not lie; `by`.
        NETWORK_DRIVE = "app.network_drive";
        /// A folder that a program synchronises, where a notebook must not lie; `by`.
        SYNCHRONISED_FOLDER = "app.synchronised_folder";
        /// A folder given by a path that depends on where one stands.
        FOLDER_RELATIVE = "app.folder_relative";
        /// Backups asked for within the notebook's own folder.
        BACKUP_IN_NOTEBOOK = "app.backup_in_notebook";
        /// The backup that was due could not be made: a warning, before what says why.
        BACKUP_FAILED = "app.backup_failed";
        /// The notebook has faults that its backup has alike, before what they are: a warning.
        BACKUP_OF_FAULTS = "app.backup_of_faults";
        /// A backup was made, and those that have served could not be taken away; `folder`, `detail`: a warning.
        BACKUPS_NOT_ROTATED = "app.backups_not_rotated";
        /// A folder out of reach may have backups with what was deleted; `folder`: a warning.
        BACKUPS_ELSEWHERE = "app.backups_elsewhere";
        /// Backups with what was deleted could not be removed; `folder`: a warning.
        BACKUPS_LEFT = "app.backups_left";
        /// Backups with what was deleted are kept, for the notebook has faults that they may not have; `folder`: a warning.
        BACKUPS_KEPT = "app.backups_kept";
        /// What had been deleted by law could not be read in the notebook that a backup replaced: a warning.
        DELETIONS_UNREAD = "app.deletions_unread";
        /// The code of a lesson that several observe cannot be read.
        LESSON_CODE = "app.lesson_code";
        /// A holiday without a name.
        HOLIDAY_UNNAMED = "app.holiday_unnamed";
        /// A holiday longer than any is; `days`.
        HOLIDAY_LONG = "app.holiday_long";
        /// A holiday that ends before it begins.
        HOLIDAY_REVERSED = "app.holiday_reversed";
        /// The folder of the backups is not there; `folder`: a warning.
        BACKUP_FOLDER_AWAY = "app.backup_folder_away";
        /// Several teachers answer to words of a name; `known` are these, by name and identifier.
        TEACHER_NAMED = "app.teacher_named";
        /// A backup asked to be put in its own place.
        BACKUP_OVER_ITSELF = "app.backup_over_itself";
        /// A restored notebook could not note where its other backups are.
        BACKUP_FOLDERS_UNNOTED = "app.backup_folders_unnoted";
        /// Backups that do not read any more; `count`, `folder` of the first: a warning.
        BACKUPS_UNREAD = "app.backups_unread";
        /// Notebooks that were set aside hold what was deleted: a warning.
        SET_ASIDE_HOLDS = "app.set_aside_holds";
        /// No backup was made for a week: a warning.
        BACKUP_LATE = "app.backup_late";
        /// A laptop was lost, this notebook made anew in its place, and nobody ended the lost one: a warning.
        SYNC_LAPTOP_LOST = "app.sync_laptop_lost";
        /// The store has not answered for days; `days`: a warning.
        SYNC_SILENT = "app.sync_silent";
        /// The store gave what is not believed; `count`: a warning.
        SYNC_DISBELIEVED = "app.sync_disbelieved";
        /// The store gave other laptops something else; `count`: a warning.
        SYNC_DIFFERING = "app.sync_differing";
        /// The store refused records; `count`: a warning.
        SYNC_REFUSED = "app.sync_refused";
        /// Visits have two revisions of one number; `count`: a warning.
        SYNC_CONFLICTS = "app.sync_conflicts";
        /// No notebook, or a blank one, stands where a backup would be put: a warning.
        RESTORE_OVER_NOTHING = "app.restore_over_nothing";
        /// The notebook is whole, and its keys alone would be put back: a warning.
        RESTORE_KEYS_ALONE = "app.restore_keys_alone";
        /// The notebook that a backup would replace does not read, so that nothing can be compared: a warning.
        RESTORE_OVER_UNREAD = "app.restore_over_unread";
        /// A backup of another notebook.
        BACKUP_OF_ANOTHER = "app.backup_of_another";
        /// A backup was put in place, and the former notebook set aside: a warning; `folder`.
        RESTORED_SET_ASIDE = "app.restored_set_aside";
        /// A backup was put in place, where there was no notebook: a warning.
        RESTORED = "app.restored";
        /// The keys were put back from a backup, and the notebook left as it was: a warning.
        KEYS_PUT_BACK = "app.keys_put_back";
        /// Asked of a closed notebook while it is open.
        NOTEBOOK_OPEN = "app.notebook_open";
        /// A notebook to recover that is sound.
        NOTHING_TO_RECOVER = "app.nothing_to_recover";
        /// A purge of nothing.
        NOTHING_CHOSEN = "app.nothing_chosen";
        /// A purge of something that the retention time keeps.
        NOT_PROPOSED = "app.not_proposed";
        /// The notebook is locked.
        LOCKED = "app.locked";
        /// There is no notebook here.
        NO_NOTEBOOK = "app.no_notebook";
        /// A folder that does not exist.
        FOLDER_ABSENT = "app.folder_absent";
        /// A file where the notebook's folder is asked for.
        FOLDER_IS_FILE = "app.folder_is_file";
        /// A file to write whose name ends as another kind of file; `extension`.
        FILE_EXTENSION = "app.file_extension";
        /// A file larger than any that Carnet reads.
        FILE_TOO_LARGE = "app.file_too_large";
        /// There is a notebook already.
        NOTEBOOK_EXISTS = "app.notebook_exists";
        /// The first start is not finished.
        NOT_SET_UP = "app.not_set_up";
        /// A notebook without its keys file, which nothing opens.
        KEYS_MISSING = "app.keys_missing";
        /// A notebook without its keys was set aside: a warning; `folder`.
        KEYLESS_SET_ASIDE = "app.keyless_set_aside";
        /// The keys file is missing or damaged, and the copy before its last change stands in: a warning.
        KEYS_FORMER = "app.keys_former";
        /// The keys file was written again from the copy before its last change: a warning.
        KEYS_RESTORED = "app.keys_restored";
        /// A passphrase that is too weak.
        PASSPHRASE_WEAK = "app.passphrase_weak";
        /// The groups typed are not those of the recovery code.
        RECOVERY_NOT_CONFIRMED = "app.recovery_not_confirmed";
        /// The recovery code was confirmed: it is not shown again.
        RECOVERY_GONE = "app.recovery_gone";
        /// Another recovery code was shown and never confirmed: the former one stays: a warning.
        RECOVERY_GIVEN_UP = "app.recovery_given_up";
        /// The staged file is gone.
        FILE_NOT_STAGED = "app.file_not_staged";
        /// A text that must be there is blank.
        BLANK = "app.blank";
        /// A date or time that cannot be read.
        DATE = "app.date";
        /// A day that is over, where one to come is asked for.
        DAY_OVER = "app.day_over";
        /// A text that is no pair of public keys.
        NOT_AN_IDENTITY = "app.not_an_identity";
        /// An invitation that this notebook did not make, or that was ended.
        INVITATION_ENDED = "app.invitation_ended";
        /// An académie is founded by a notebook that goes to no store.
        ALREADY_JOINED = "app.already_joined";
        /// A teacher about whom colleagues wrote is not withdrawn by one alone; `name`.
        TEACHER_OF_CIRCLE = "app.teacher_of_circle";
        /// A circle of which the author is no member.
        NOT_A_MEMBER = "app.not_a_member";
        /// A number that cannot be read.
        NUMBER = "app.number";
        /// A school that the directory does not have.
        SCHOOL_UNKNOWN = "app.school_unknown";
        /// A teacher that the register does not have.
        TEACHER_UNKNOWN = "app.teacher_unknown";
        /// A teacher who has visits cannot be withdrawn; `count`.
        TEACHER_VISITED = "app.teacher_visited";
        /// A line of service that the teacher does not have.
        SERVICE_UNKNOWN = "app.service_unknown";
        /// A visit that the notebook does not have.
        VISIT_UNKNOWN = "app.visit_unknown";
        /// A séance that the visit does not have.
        SEANCE_UNKNOWN = "app.seance_unknown";
        /// A grid that the notebook does not have.
        GRID_UNKNOWN = "app.grid_unknown";
        /// A kind of visit that the préréglage does not have.
        KIND_UNKNOWN = "app.kind_unknown";
        /// No kind of visit was chosen.
        KIND_MISSING = "app.kind_missing";
        /// A kind of visit that a conseiller cannot make.
        KIND_SUPPORT = "app.kind_support";
        /// A grid chosen for a visit of notes only, or none for another.
        GRID_KIND = "app.grid_kind";
        /// The visit is not sealed yet.
        VISIT_NOT_SEALED = "app.visit_not_sealed";
        /// A file that no reply brought.
        RECEIVED_UNKNOWN = "app.received_unknown";
        /// The person has no professional address in the register.
        MAIL_MISSING = "app.mail_missing";
        /// The directory has no mailbox for the school.
        MAIL_OF_SCHOOL_MISSING = "app.mail_of_school_missing";
        /// Not a mail address.
        MAIL_UNREADABLE = "app.mail_unreadable";
        /// The mailbox of a school, which several persons read.
        MAIL_SHARED = "app.mail_shared";
        /// An address outside the academic domains: a warning.
        MAIL_NOT_PROFESSIONAL = "app.mail_not_professional";
        /// A reason to cancel that is not of the closed list.
        CANCEL_REASON = "app.cancel_reason";
        /// The visit is closed, or begun, and cannot be cancelled or moved.
        VISIT_BEGUN = "app.visit_begun";
        /// The date is in no school year of the préréglage.
        SCHOOL_YEAR = "app.school_year";
        /// A rectificatif without a reason.
        REASON = "app.reason";
        /// A sealed document that cannot be read.
        DOCUMENT_UNREADABLE = "app.document_unreadable";
        /// Several teachers where one must be named.
        TEACHER_NEEDED = "app.teacher_needed";
        /// A visit signed by another than the one expected.
        SIGNER_OTHER = "app.signer_other";
        /// A file that is not an exported visit, and what it looks like.
        NOT_A_VISIT = "app.not_a_visit";
        /// A file that is not a grid, and what it looks like.
        NOT_A_GRID = "app.not_a_grid";
        /// It looks like the school directory: a part of a sentence, as all that begin so.
        LOOKS_DIRECTORY = "app.looks_directory";
        /// It looks like a visit's document without its signatures.
        LOOKS_DOCUMENT = "app.looks_document";
        /// It looks like a grid.
        LOOKS_GRID = "app.looks_grid";
        /// It looks like the keys of a notebook.
        LOOKS_KEYS = "app.looks_keys";
        /// It looks like a workbook, or another compressed file.
        LOOKS_PACKED = "app.looks_packed";
        /// It looks like a PDF.
        LOOKS_PDF = "app.looks_pdf";
        /// It looks like a préréglage.
        LOOKS_PRESET = "app.looks_preset";
        /// It looks like an exported visit.
        LOOKS_VISIT = "app.looks_visit";
        /// A fingerprint that is not one; `typed`.
        FINGERPRINT = "app.fingerprint";
        /// An identity of another fingerprint than the one that was read aloud; `found`, `said`.
        ANOTHER_FINGERPRINT = "app.another_fingerprint";
        /// A séance taken away though answers or paragraphs hang on it.
        SEANCE_KEPT = "app.seance_kept";
        /// Fictitious data asked for in a notebook that holds schools already.
        NOT_EMPTY = "app.not_empty";
        /// A real directory or list of teachers given to a notebook of fictitious data.
        FICTITIOUS = "app.fictitious";
        /// A notebook of real data asked to leave the discovery.
        NOT_FICTITIOUS = "app.not_fictitious";
        /// A notebook of fictitious data was set aside: a warning; `folder`.
        DISCOVERY_SET_ASIDE = "app.discovery_set_aside";
        /// A visit that is in no conflict.
        NO_CONFLICT = "app.no_conflict";
        /// A rectificatif that changes nothing.
        NOTHING_CHANGED = "app.nothing_changed";
    }
}

impl AppError {
    /// A refusal for one reason.
    #[must_use]
    pub fn refused(code: &str, at: impl Into<String>) -> Self {
        Self::Refused(vec![Problem::error(code, at)])
    }

    /// What is wrong.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        match self {
            Self::Refused(problems) => problems.clone(),
            Self::Fault(fault) => vec![fault.problem()],
        }
    }
}

impl From<Problem> for AppError {
    fn from(problem: Problem) -> Self {
        Self::Refused(vec![problem])
    }
}

impl From<Vec<Problem>> for AppError {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Refused(problems)
    }
}

impl Fault {
    /// `path` could not be read or written.
    #[must_use]
    pub fn file(path: &Path, source: io::Error) -> Self {
        let path = path.display().to_string();
        Self::File { path, source }
    }

    /// `path`, which was given to be read, could not be.
    #[must_use]
    pub fn unread(path: &Path, source: io::Error) -> Self {
        let path = path.display().to_string();
        Self::Unread { path, source }
    }

    /// A request that is not even of the type of a request.
    #[must_use]
    pub fn other_shape() -> Self {
        Self::Request(Misread::other_type())
    }

    /// There is no display to open a window on.
    #[must_use]
    pub fn no_display() -> Self {
        Self::Below(Problem::error(codes::NO_DISPLAY, ""))
    }

    /// The command line is not understood; `named` is the word to blame, where there is one.
    #[must_use]
    pub fn misused(named: &str) -> Self {
        let after = match named {
            "" => String::new(),
            word => format!("\u{a0}: {word}"),
        };
        Self::Usage(Problem::error(codes::USAGE, named).with("named", after))
    }

    /// A file to write that is named as another kind of file.
    #[must_use]
    pub fn other_extension(named: &str, extension: &str) -> Self {
        Self::Usage(Problem::error(codes::FILE_EXTENSION, named).with("extension", extension))
    }

    pub(crate) fn problem(&self) -> Problem {
        let broken = |code| Problem::error(code, "").with("detail", self);
        match self {
            Self::UnknownCommand(_) => broken(codes::UNKNOWN_COMMAND),
            Self::Request(misread) => misread.problem(codes::REQUEST, ""),
            Self::Response(_) => broken(codes::RESPONSE),
            Self::File { path, source } => system::told(Problem::error(codes::FILE, path.as_str()), source),
            Self::Unread { path, source } => {
                system::told(Problem::error(codes::FILE_UNREAD, path.as_str()), source)
            }
            Self::Below(problem) | Self::Usage(problem) => problem.clone(),
            Self::Sealed(misread) => misread.problem(codes::DOCUMENT_UNREADABLE, ""),
            Self::Document(_) => broken(codes::DOCUMENT),
            Self::Panic(_) => broken(codes::PANIC),
        }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self {
            kind: FailureKind::Fault,
            problems: vec![ProblemView::from(&fault.problem())],
        }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Fault(fault) => fault.into(),
            AppError::Refused(problems) => Self {
                kind: FailureKind::Refused,
                problems: problems.iter().map(ProblemView::from).collect(),
            },
        }
    }
}

impl From<&Problem> for ProblemView {
    fn from(problem: &Problem) -> Self {
        Self {
            severity: match problem.severity {
                Severity::Warning => SeverityView::Warning,
                Severity::Error => SeverityView::Error,
            },
            code: problem.code.clone(),
            at: problem.at.clone(),
            parameters: problem.parameters.clone(),
            message: catalogue::sentence(problem),
        }
    }
}
