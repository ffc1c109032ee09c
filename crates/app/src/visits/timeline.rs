//! The timeline of a lesson: kept sample by sample, then what it shows. What is answered here is on the disk.

use chrono_tz::Tz;
use notebook::VisitContent;
use observation::grid::timeline::TimelineDefinition;
use observation::instant::Instant;
use observation::timeline::{Extent, Timeline, accepted, accepted_index, accepted_interval};
use observation::visit::{Origin, SeancePlan, VisitPlan};
use reports::lesson_time::LessonTime;
use uuid::Uuid;

use super::visit_id;
use crate::App;
use crate::present::{identifier, timeline};
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{
    PauseTimelineRequest, ProfileView, RemovedTimeline, SampleSaved, SaveSampleRequest, SeanceRequest,
    StartTimelineRequest, TimelineStarted, TimelineView,
};

impl App {
    /// The timeline of a séance as it stands now.
    ///
    /// # Errors
    /// When it was not begun, the notebook does not have the visit, is locked, or the disk refuses.
    pub fn timeline(&self, request: SeanceRequest) -> Outcome<TimelineView> {
        self.with_set_up(|open, set_up| {
            let content = open.visit_content(visit_id(&request.visit)?)?;
            self.timeline_view(&content, seance_id(&request.seance)?, set_up.zone())
        })
    }

    /// Begins the timeline of a séance, and the séance with it where it had not begun; a paused one goes on.
    ///
    /// # Errors
    /// When the grid has no timeline, the interval is not 1 to 5 minutes, the visit is sealed, or the disk refuses.
    pub fn start_timeline(&self, request: StartTimelineRequest) -> Outcome<TimelineStarted> {
        self.with_set_up(|open, set_up| {
            let (visit, id) = (visit_id(&request.visit)?, seance_id(&request.seance)?);
            let minutes = accepted_interval(request.interval_minutes)?;
            let mut plan = open.visit_row(visit)?.plan;
            open.with_timeline(&plan, |_| Ok(()))?;
            let now = self.host().now();
            let origin = begun(&mut plan, id, now)?;
            open.notebook.save_plan(&plan, now)?;
            open.notebook.start_timeline(visit, id, minutes, origin, now)?;
            let content = open.visit_content(visit)?;
            Ok(TimelineStarted {
                timeline: self.timeline_view(&content, id, set_up.zone())?,
                visit: self.whole_visit(open, set_up, &content.row)?,
            })
        })
    }

    /// Pauses the timeline of a séance, or lets it go on: the samples of a pause stay empty.
    ///
    /// # Errors
    /// When it was not begun, the visit is sealed, or the disk refuses.
    pub fn pause_timeline(&self, request: PauseTimelineRequest) -> Outcome<TimelineView> {
        self.with_set_up(|open, set_up| {
            let (visit, seance) = (visit_id(&request.visit)?, seance_id(&request.seance)?);
            open.notebook
                .pause_timeline(visit, seance, request.paused, self.host().now())?;
            self.timeline_view(&open.visit_content(visit)?, seance, set_up.zone())
        })
    }

    /// Takes the timeline of a séance away, with its samples. Gives them, for who changes his mind.
    ///
    /// # Errors
    /// When it was not begun, the visit is sealed, or the disk refuses.
    pub fn remove_timeline(&self, request: SeanceRequest) -> Outcome<RemovedTimeline> {
        self.with_open(|open| {
            let (visit, seance) = (visit_id(&request.visit)?, seance_id(&request.seance)?);
            let removed = open.visit_content(visit)?.timelines.remove(&seance);
            let removed = removed.ok_or_else(absent)?;
            open.notebook.remove_timeline(visit, seance, self.host().now())?;
            Ok(RemovedTimeline {
                visit: request.visit,
                seance: request.seance,
                interval_minutes: removed.interval_minutes,
                origin: removed.origin.to_string(),
                paused: removed.paused,
                samples: removed.samples,
            })
        })
    }

    /// Puts back a timeline that was taken away.
    ///
    /// # Errors
    /// When the grid does not have its codes, another was begun since, the visit is sealed, or the disk refuses.
    pub fn put_timeline_back(&self, request: RemovedTimeline) -> Outcome<TimelineView> {
        self.with_set_up(|open, set_up| {
            let (visit, seance) = (visit_id(&request.visit)?, seance_id(&request.seance)?);
            let plan = open.visit_row(visit)?.plan;
            seance_of(&plan, seance)?;
            let samples = request.samples.iter().map(|(index, codes)| {
                let kept = open.with_timeline(&plan, |declared| Ok(accepted(declared, codes)?))?;
                Ok((accepted_index(*index)?, kept))
            });
            let origin = request.origin.parse();
            let timeline = Timeline {
                interval_minutes: accepted_interval(request.interval_minutes)?,
                origin: origin.map_err(|_| AppError::refused(codes::REQUEST, "origin"))?,
                paused: request.paused,
                samples: samples.collect::<Outcome<_>>()?,
            };
            open.notebook
                .put_timeline_back(visit, seance, &timeline, self.host().now())?;
            self.timeline_view(&open.visit_content(visit)?, seance, set_up.zone())
        })
    }

    /// Saves one sample, new or corrected.
    ///
    /// # Errors
    /// When the grid does not have its codes, the timeline was not begun, the visit is sealed, or the disk refuses.
    pub fn save_sample(&self, request: SaveSampleRequest) -> Outcome<SampleSaved> {
        self.with_set_up(|open, set_up| {
            let (visit, seance) = (visit_id(&request.visit)?, seance_id(&request.seance)?);
            let index = accepted_index(request.index)?;
            let plan = open.visit_row(visit)?.plan;
            let kept = open.with_timeline(&plan, |declared| Ok(accepted(declared, &request.codes)?))?;
            open.notebook
                .save_sample(visit, seance, (index, &kept), self.host().now())?;
            let content = open.visit_content(visit)?;
            let saved = content.timelines.get(&seance).ok_or_else(absent)?;
            Ok(SampleSaved {
                index,
                slot: timeline::slot_view(saved, index, set_up.zone()),
                saved_at: self.saved().saved_at,
            })
        })
    }

    /// What the samples of a séance show; none before the first.
    ///
    /// # Errors
    /// When the notebook does not have the visit, is locked, or the disk refuses.
    pub fn timeline_profile(&self, request: SeanceRequest) -> Outcome<Option<ProfileView>> {
        self.with_set_up(|open, set_up| {
            let content = open.visit_content(visit_id(&request.visit)?)?;
            let id = seance_id(&request.seance)?;
            let seance = seance_of(&content.row.plan, id)?;
            let kept = content
                .timelines
                .get(&id)
                .map(|kept| kept.document(seance.start()));
            let (Some(kept), Some(sha256)) = (kept, content.row.plan.grid) else {
                return Ok(None);
            };
            let file = open.grid(sha256)?;
            let extent = extent(&content.row.plan, seance, self.host().now());
            let lesson = LessonTime::of(file.grid(), &kept, extent, set_up.zone());
            Ok(lesson.as_ref().map(timeline::profile))
        })
    }

    fn timeline_view(&self, content: &VisitContent, seance: Uuid, zone: Tz) -> Outcome<TimelineView> {
        let kept = content.timelines.get(&seance).ok_or_else(absent)?;
        let planned = seance_of(&content.row.plan, seance)?;
        Ok(timeline::view(kept, planned, self.host().now(), zone))
    }

    /// Every timeline of a visit, by séance.
    pub(super) fn timelines(
        &self,
        content: &VisitContent,
        set_up: &SetUp,
    ) -> std::collections::BTreeMap<String, TimelineView> {
        let now = self.host().now();
        let seances = content.row.plan.seances.iter();
        seances
            .filter_map(|seance| {
                let kept = content.timelines.get(&seance.id)?;
                Some((
                    seance.id.to_string(),
                    timeline::view(kept, seance, now, set_up.zone()),
                ))
            })
            .collect()
    }
}

impl Open {
    /// Reads the timeline that the grid of a visit declares.
    fn with_timeline<T>(
        &self,
        plan: &VisitPlan,
        read: impl FnOnce(&TimelineDefinition) -> Outcome<T>,
    ) -> Outcome<T> {
        let file = plan.grid.map(|sha256| self.grid(sha256)).transpose()?;
        let declared = file.as_ref().and_then(|file| file.grid().timeline.as_ref());
        read(declared.ok_or_else(|| AppError::refused(observation::timeline::codes::ABSENT, "chronologie"))?)
    }
}

fn absent() -> AppError {
    AppError::refused(notebook::codes::NO_TIMELINE, "chronologie")
}

fn seance_id(id: &str) -> Outcome<Uuid> {
    Ok(identifier(id, codes::SEANCE_UNKNOWN)?)
}

fn seance_of(plan: &VisitPlan, id: Uuid) -> Outcome<&SeancePlan> {
    let found = plan.seances.iter().find(|one| one.id == id);
    found.ok_or_else(|| AppError::refused(codes::SEANCE_UNKNOWN, id.to_string()))
}

/// How long a séance lasted; until `now` where it is still going on, be it over its time.
fn extent(plan: &VisitPlan, seance: &SeancePlan, now: Instant) -> Extent {
    let (start, end) = (seance.start(), seance.end());
    let live = plan.origin != Origin::Transcribed && seance.ended_at.is_none();
    let going = live && start <= now && now < seance.over_at();
    Extent {
        start,
        end: if going { now } else { end },
        going,
    }
}

/// When the séance began, where that was not noted: now, or as planned for a visit that is entered afterwards.
fn begun(plan: &mut VisitPlan, id: Uuid, now: Instant) -> Outcome<Instant> {
    let afterwards = plan.origin == Origin::Transcribed;
    let found = plan.seances.iter_mut().find(|one| one.id == id);
    let seance = found.ok_or_else(|| AppError::refused(codes::SEANCE_UNKNOWN, id.to_string()))?;
    let began = if afterwards { seance.starts_at } else { now };
    Ok(*seance.started_at.get_or_insert(began))
}
