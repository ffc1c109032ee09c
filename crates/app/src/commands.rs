//! The one list of what a person can do: handlers, types and the map of names all come from it.

mod typescript;

use observation::json;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::{TS, TypeVisitor};

use crate::App;
use crate::commands::typescript::TypeScript;
use crate::problem::{Fault, Outcome};
use crate::views::*;

/// Declares each command once as `name(Request) -> Response`.
///
/// A command without a handler of its name on [`App`], or with other types, does not compile.
macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $name:ident($request:ty) -> $response:ty;)*) => {
        /// The name of every command.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// Carries out the command `name` with `request`.
        ///
        /// # Errors
        /// As a [`Failure`]: what is wrong, all at once; nothing changed.
        pub fn dispatch(app: &App, name: &str, request: Value) -> Result<Value, Failure> {
            match name {
                $(stringify!($name) => carry_out(app, request, |app, request: $request| -> Outcome<$response> {
                    app.$name(request)
                }),)*
                unknown => Err(Fault::UnknownCommand(unknown.to_owned()).into()),
            }
        }

        /// The commands as TypeScript: the map of names to requests and responses, then every type that they carry.
        #[must_use]
        pub fn typescript() -> String {
            let mut types = TypeScript::default();
            $(types.command(stringify!($name), concat!($($doc, "\n"),+), <$request as TS>::name(&types.config), <$response as TS>::name(&types.config));
            types.visit::<$request>();
            types.visit::<$response>();)*
            types.visit::<Failure>();
            types.visit::<StagedFile>();
            types.finish()
        }
    };
}

fn carry_out<Request: DeserializeOwned, Response: Serialize>(
    app: &App,
    request: Value,
    handler: impl Fn(&App, Request) -> Outcome<Response>,
) -> Result<Value, Failure> {
    let request = json::read_value(request).map_err(Fault::Request)?;
    let response = handler(app, request)?;
    Ok(serde_json::to_value(response).map_err(|error| Fault::Response(error.to_string()))?)
}

commands! {
    /// Where the application stands, and which screen to open.
    status(Nothing) -> AppStatus;
    /// Forgets a staged file.
    discard_file(StagedFileRequest) -> Nothing;

    /// How strong a passphrase is, and why.
    passphrase_strength(PassphraseRequest) -> PassphraseStrength;
    /// Sets a notebook without its keys aside, untouched, so that another may be made.
    begin_anew(Nothing) -> AppStatus;
    /// Makes the notebook and its keys.
    create_notebook(PassphraseRequest) -> RecoveryCodeView;
    /// Shows the recovery code again, until it is confirmed.
    recovery_code(Nothing) -> RecoveryCodeView;
    /// Writes the recovery code as a PDF, until it is confirmed.
    export_recovery_sheet(Nothing) -> ExportedFile;
    /// Confirms that the recovery code was written down.
    confirm_recovery(ConfirmRecoveryRequest) -> AppStatus;
    /// The préréglages that Carnet brings.
    presets(Nothing) -> Vec<PresetView>;
    /// The préréglage in use.
    preset(Nothing) -> PresetView;
    /// The zones of the French académies and territories.
    zones(Nothing) -> Vec<ZoneView>;
    /// The school year that comes before or after those known.
    adjacent_school_year(AdjacentSchoolYearRequest) -> SchoolYearView;
    /// Says who the inspector is, and completes the préréglage.
    save_inspector(SaveInspectorRequest) -> AppStatus;
    /// Says which circonscriptions the inspector follows.
    follow_circonscriptions(FollowRequest) -> AppStatus;
    /// Fills the notebook with fictitious data.
    discover(Nothing) -> AppStatus;
    /// Closes a notebook of fictitious data and sets it aside, to begin with real ones.
    leave_discovery(Nothing) -> AppStatus;
    /// Unlocks by the passphrase.
    unlock(PassphraseRequest) -> AppStatus;
    /// Unlocks by the recovery code; a new passphrase is asked next.
    unlock_with_recovery(RecoveryCodeRequest) -> AppStatus;
    /// Changes the passphrase.
    change_passphrase(ChangePassphraseRequest) -> AppStatus;
    /// Asks for another recovery code, shown next.
    renew_recovery(PassphraseRequest) -> AppStatus;
    /// Keeps the confirmed recovery code after all.
    keep_recovery(Nothing) -> AppStatus;
    /// Locks now.
    lock(Nothing) -> AppStatus;
    /// The settings.
    settings(Nothing) -> SettingsView;
    /// Saves the settings.
    save_settings(SettingsView) -> SettingsView;

    /// What the notebook knows of the directory.
    directory_status(Nothing) -> DirectoryStatus;
    /// What importing a directory file would do.
    preview_directory(StagedFileRequest) -> DirectoryReport;
    /// Imports a directory file.
    import_directory(StagedFileRequest) -> DirectoryReport;
    /// Schools, as one types.
    search_schools(SearchSchoolsRequest) -> Vec<SchoolView>;
    /// Circonscriptions of the directory, as one types.
    search_circonscriptions(SearchCirconscriptionsRequest) -> Vec<CirconscriptionView>;
    /// The circonscriptions of these codes, those that the directory knows.
    circonscriptions(CirconscriptionsRequest) -> Vec<CirconscriptionView>;
    /// One school.
    school(SchoolRequest) -> SchoolView;

    /// Teachers, as one types.
    teachers(TeachersRequest) -> Vec<TeacherView>;
    /// A teacher's page.
    teacher(TeacherRequest) -> TeacherSheet;
    /// Enters or changes a teacher.
    save_teacher(SaveTeacherRequest) -> TeacherView;
    /// Enters or changes a line of service.
    save_service(SaveServiceRequest) -> TeacherView;
    /// Teachers who may be one person.
    homonyms(Nothing) -> HomonymsView;
    /// Says that two teachers are one person.
    merge_teachers(MergeTeachersRequest) -> TeacherView;
    /// Says that two teachers of one name are two persons.
    distinguish_teachers(DistinguishTeachersRequest) -> TeacherView;
    /// The lines of service that taking a merge back would give to each.
    preview_split(MergeTeachersRequest) -> SplitPreview;
    /// Takes a merge back.
    split_teachers(SplitTeachersRequest) -> TeacherView;
    /// Takes out a line of service that was entered by mistake.
    withdraw_service(ServiceRequest) -> TeacherView;
    /// Takes out a teacher who was entered by mistake.
    withdraw_teacher(TeacherRequest) -> Nothing;
    /// Brings back a line of service that was taken out.
    reinstate_service(ServiceRequest) -> TeacherView;
    /// Brings back a teacher who was taken out.
    reinstate_teacher(TeacherRequest) -> TeacherView;
    /// The columns of a file of teachers.
    register_columns(TableColumnsRequest) -> TableColumns;
    /// What importing a file of teachers would do.
    preview_register(RegisterImportRequest) -> RegisterReport;
    /// Imports a file of teachers.
    import_register(RegisterImportRequest) -> RegisterReport;

    /// The grids.
    grids(Nothing) -> Vec<GridSummary>;
    /// One grid.
    grid(GridRequest) -> GridView;

    /// The visits of a span of days.
    agenda(AgendaRequest) -> Vec<VisitSummary>;
    /// The lists that preparing a visit offers.
    preparation_lists(Nothing) -> PreparationLists;
    /// One visit.
    visit(VisitRequest) -> VisitView;
    /// Enters or changes what is settled before a visit.
    save_plan(PlanView) -> VisitView;
    /// Moves a visit to another day.
    move_visit(MoveVisitRequest) -> VisitView;
    /// Plans the same visit on another day.
    duplicate_visit(MoveVisitRequest) -> VisitView;
    /// Says that a visit will not take place.
    cancel_visit(CancelVisitRequest) -> VisitView;
    /// Puts a cancelled visit back in the agenda.
    reinstate_visit(VisitRequest) -> VisitView;

    /// Everything that the observing screen shows.
    observation(VisitRequest) -> ObservationView;
    /// Keeps where an observation was left.
    leave_at(LeaveAtRequest) -> Saved;
    /// Begins or ends a séance now.
    clock_seance(ClockSeanceRequest) -> VisitView;
    /// Saves one answer.
    answer(AnswerRequest) -> AnswerSaved;
    /// Takes back the last answer or comment.
    undo(VisitRequest) -> AnswerSaved;
    /// Saves a paragraph of the running notebook.
    save_note(SaveNoteRequest) -> NoteSaved;
    /// The timeline of a séance as it stands now.
    timeline(SeanceRequest) -> TimelineView;
    /// Begins the timeline of a séance, or lets it go on.
    start_timeline(StartTimelineRequest) -> TimelineStarted;
    /// Pauses the timeline of a séance, or lets it go on.
    pause_timeline(PauseTimelineRequest) -> TimelineView;
    /// Takes the timeline of a séance away, with its samples.
    remove_timeline(SeanceRequest) -> RemovedTimeline;
    /// Puts back a timeline that was taken away.
    put_timeline_back(RemovedTimeline) -> TimelineView;
    /// Saves one sample of a timeline.
    save_sample(SaveSampleRequest) -> SampleSaved;
    /// What the samples of a séance show; none before the first.
    timeline_profile(SeanceRequest) -> Option<ProfileView>;
    /// Saves what was said after the lesson.
    save_debrief(SaveDebriefRequest) -> DebriefSaved;
    /// The competences that a recommendation may work on.
    competences(Nothing) -> CompetencesView;
    /// The inspector's own notes on a visit.
    personal_notes(VisitRequest) -> PersonalNotes;
    /// Saves the inspector's own notes on a visit.
    save_personal_notes(SavePersonalNotes) -> PersonalNotesSaved;
    /// What to read again before sealing.
    review(VisitRequest) -> ReviewView;
    /// Seals a visit, or its rectificatif.
    seal(SealRequest) -> VisitView;
    /// Closes a visit of notes only.
    close_visit(VisitRequest) -> VisitView;
    /// Begins a rectificatif.
    begin_correction(VisitRequest) -> VisitView;
    /// Keeps the reason of a rectificatif while it is written.
    save_reason(ReasonRequest) -> Saved;
    /// Gives up a rectificatif that was begun.
    abandon_correction(VisitRequest) -> VisitView;

    /// The report as it would be printed.
    preview_report(ReportRequest) -> ReportPreview;
    /// Writes the report as a PDF, or as a workbook.
    export_report(ReportRequest) -> ExportedFile;
    /// Writes a paper of a visit as a PDF: announcement, plan, blank grid.
    print_paper(PaperRequest) -> ExportedFile;
    /// Writes a grid to fill in by hand as a PDF.
    print_grid(GridRequest) -> ExportedFile;
    /// Writes a sealed visit as `.carnet.json`.
    export_visit(VisitRequest) -> ExportedFile;
    /// Writes the draft of a mail that carries the sealed report.
    export_mail(ReportRequest) -> ExportedFile;
    /// Where the report to each teacher stands, or that on the school.
    courses(VisitRequest) -> Vec<CourseView>;
    /// Says what happened to a report: signed, and never changed.
    note_state(NoteStateRequest) -> Vec<CourseView>;
    /// Writes a file that was received with a reply.
    export_received(ReceivedFileRequest) -> ExportedFile;
    /// Where backups go, and those that are there.
    backups(Nothing) -> BackupsView;
    /// Says where backups go; a blank folder is the usual one.
    save_backup_folder(FolderRequest) -> BackupsView;
    /// Makes a backup now.
    back_up(Nothing) -> BackupsView;
    /// Makes the backup that is due, where one is.
    back_up_if_due(Nothing) -> BackupDone;
    /// What restoring a backup would change.
    compare_backup(BackupRequest) -> ComparisonView;
    /// Puts a backup in the place of the open notebook, which is set aside.
    restore_backup(BackupRequest) -> AppStatus;
    /// The backups in a folder, whosever they are.
    find_backups(FolderRequest) -> Vec<BackupView>;
    /// What putting a backup in the place of a notebook that is closed or missing would change.
    compare_closed(RestoreClosedRequest) -> ClosedComparisonView;
    /// Puts a backup in the place of a notebook that is closed or missing.
    restore_closed(RestoreClosedRequest) -> AppStatus;
    /// Checks the whole notebook.
    check_notebook(Nothing) -> CheckView;
    /// What was read of the last notebook found damaged.
    recovery(Nothing) -> Option<RecoveryView>;
    /// The notebooks that were set aside.
    set_aside_notebooks(Nothing) -> Vec<SetAsideView>;
    /// Deletes a notebook that was set aside.
    delete_set_aside(FolderRequest) -> Vec<SetAsideView>;
    /// What a person may send to whoever helps: no content, no name.
    diagnostics(Nothing) -> DiagnosticsView;
    /// Writes the same as a text file.
    export_diagnostics(Nothing) -> ExportedFile;
    /// What the retention time proposes to delete.
    purge_proposal(Nothing) -> PurgeProposal;
    /// Says how many school years are kept beside the present one.
    keep_years(RetentionRequest) -> PurgeProposal;
    /// Deletes what was chosen among what is proposed.
    purge(PurgeRequest) -> PurgeOutcome;
    /// Writes all that this notebook holds about a person.
    export_dossier(TeacherRequest) -> DossierView;

    /// Puts the tour of five steps away, or offers it again.
    offer_tour(TourRequest) -> AppStatus;
    /// The school holidays that were given, and the periods that they leave.
    school_holidays(Nothing) -> HolidaysView;
    /// What a staged file of school holidays is, and its columns where it is a table.
    holidays_columns(TableColumnsRequest) -> HolidaysFile;
    /// What a file of school holidays names.
    preview_holidays(HolidaysRequest) -> HolidaysPreview;
    /// Keeps holidays, of a file or typed.
    keep_holidays(KeepHolidaysRequest) -> HolidaysView;
    /// Forgets one holiday.
    remove_holiday(HolidayView) -> HolidaysView;
    /// What a span of days is for the school.
    school_days(AgendaRequest) -> SchoolDaysView;

    /// Where syncing stands.
    sync_status(Nothing) -> SyncView;
    /// Takes the invitation of a keeper, or goes to a store by one's own right.
    join_store(JoinRequest) -> SyncView;
    /// Changes how the store is reached.
    reach_store(ReachRequest) -> SyncView;
    /// Syncs now.
    sync_now(Nothing) -> SyncView;
    /// Ends the sync that is under way.
    cancel_sync(Nothing) -> SyncView;
    /// Puts a record that was refused back among those to send.
    send_again(QuarantinePlace) -> SyncView;
    /// Sets a record that was refused aside.
    set_refused_aside(QuarantinePlace) -> SyncView;
    /// Writes a record that was refused as a file.
    export_refused(QuarantinePlace) -> ExportedFile;
    /// The revisions of a visit that are of one number.
    conflict(VisitRequest) -> ConflictView;
    /// Begins a rectificatif from one of the revisions in conflict.
    choose_revision(ConflictRequest) -> VisitView;
    /// Makes the notebook anew on a laptop without any, from what the store keeps for a recovery code.
    recover_from_store(RecoverRequest) -> AppStatus;
    /// Ends another device of the same author: a laptop that was lost.
    revoke_device(DeviceRequest) -> SyncView;
    /// Says that no other laptop is to be ended.
    keep_devices(Nothing) -> SyncView;
    /// Adds a grid from a staged file.
    add_grid(StagedFileRequest) -> GridView;
    /// Offers a grid to the scopes in which one publishes.
    publish_grid(GridRequest) -> GridView;
    /// Tells the other notebooks of the académie how its schools are.
    publish_directory(PublishDirectoryRequest) -> DirectoryStatus;
    /// With whom the register is shared, and with whom it could be.
    circle_register(Nothing) -> CircleRegisterView;
    /// Shares the register with a circle.
    share_register(CircleRequest) -> CircleRegisterView;
    /// Starts a new epoch of a circle's key.
    renew_circle_key(CircleRequest) -> CircleRegisterView;
    /// Hands a draft over to another laptop of the same author.
    hand_over(VisitRequest) -> VisitView;

    /// What a keeper of the académie has before him.
    academie(Nothing) -> AcademieView;
    /// Founds the académie at a store that is to be opened.
    open_academie(FoundRequest) -> AcademieView;
    /// Writes the root's public key for the operator of the store.
    export_root_public_key(Nothing) -> ExportedFile;
    /// Makes an invitation.
    make_invitation(InviteRequest) -> InvitationView;
    /// The text of an invitation that this notebook made.
    invitation(InvitationRequest) -> InvitationView;
    /// Ends an invitation, and the role that it gave.
    end_invitation(InvitationRequest) -> AcademieView;
    /// The fingerprint of who has two public keys.
    read_identity(IdentityRequest) -> IdentityView;
    /// Names a second keeper, and writes the root's key encrypted to him.
    name_keeper(IdentityRequest) -> KeeperNamed;
    /// Keeps the root's key that another keeper encrypted to this author.
    take_root(StagedFileRequest) -> AcademieView;
    /// Makes a vault for a circle.
    open_vault(CircleRequest) -> AcademieView;
    /// Opens a vault to pass an author's sealed visits to who takes over his post.
    pass_on_visits(PassOnRequest) -> AcademieView;

    /// The figures of a circonscription: « usage interne ».
    consolidation(ConsolidationRequest) -> ConsolidationView;
    /// Who was visited, who was not, and where to go next.
    coverage(Nothing) -> CoverageView;
    /// Whom to train, in what.
    training_needs(Nothing) -> NeedsView;

    /// Writes the training needs as a table to be completed into a plan.
    export_training_plan(Nothing) -> ExportedFile;
    /// Groups of schools side by side.
    compare_groups(CompareGroupsRequest) -> GroupComparisonView;
    /// Keeps the groups of a file.
    import_groups(StagedFileRequest) -> Vec<ChoiceView>;
    /// The consolidations that were kept.
    frozen_consolidations(Nothing) -> Vec<FrozenView>;
    /// Keeps a consolidation as it is, by a name.
    freeze_consolidation(FreezeRequest) -> Vec<FrozenView>;
    /// Forgets one.
    forget_frozen(FrozenRequest) -> Vec<FrozenView>;
    /// Two that were kept, side by side.
    compare_frozen(CompareFrozenRequest) -> FrozenComparison;

    /// What was published, and what may be.
    releases(Nothing) -> ReleasesView;
    /// Prepares a release, and says what it would tell and hide.
    prepare_release(PrepareReleaseRequest) -> ReleaseDraftView;
    /// Signs the release that was prepared.
    publish_release(PublishReleaseRequest) -> ReleasesView;
    /// The report of a school or of a circonscription, made of releases.
    released_report(ReleasedReportRequest) -> ReleasedReportView;
    /// Keeps the collective recommendations of a report.
    save_collective_recommendations(CollectiveRecommendations) -> ReleasedReportView;
    /// Writes a report made of releases, or the released figures.
    export_released(ExportReleasedRequest) -> Vec<ExportedFile>;

    /// What a person must know wherever he is: the clock, and what of syncing waits for him.
    attention(Nothing) -> AttentionView;
    /// Says that the clock is right, whatever was written by it before.
    trust_clock(Nothing) -> AttentionView;
    /// Writes the agenda as a calendar file (`.ics`).
    export_calendar(Nothing) -> ExportedFile;
    /// What was written that has all the words asked for.
    search_notes(SearchNotesRequest) -> SearchView;
    /// What is to be done, the most pressing first.
    reminders(Nothing) -> Vec<ReminderView>;
    /// Opens a file that Carnet wrote, or its folder.
    open_exported(OpenExportedRequest) -> Nothing;
}
