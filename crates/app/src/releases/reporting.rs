//! Reports of a school and of a circonscription, and the released figures as tables.

use std::collections::BTreeSet;

use observation::consolidation::{Need, needs};
use observation::directory::Etat;
use observation::release::CellScope;
use observation::uai::Uai;
use reports::model::Document;
use reports::release_export::{ReleaseTable, csv, dictionary_csv, xlsx};
use reports::release_report::ReleaseReport;

use super::places::{Places, read, written};
use super::school_sheet::declared;
use super::series::Series;
use crate::App;
use crate::consolidation::{Gathered, recommended};
use crate::documents::{file_safe, rendered};
use crate::present::grid::competence;
use crate::present::report;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{
    CollectiveRecommendations, ExportReleasedRequest, ExportedFile, ProblemView, ReleasedReportRequest,
    ReleasedReportView, ReportPreview,
};

/// A file that is to be written.
pub struct ReleasedFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl App {
    /// The report of a school or of a circonscription as it would be printed.
    ///
    /// # Errors
    /// When nothing was published of the place, or the notebook is locked.
    pub fn released_report(&self, request: ReleasedReportRequest) -> Outcome<ReleasedReportView> {
        self.with_set_up(|open, set_up| {
            let scope = read(&request.scope)?;
            let series = Series::of(self, open, set_up)?;
            let places = Places::of(open, &series.published)?;
            let composed = self.composed_of_releases((open, set_up), (&series, &places), scope)?;
            let printed = rendered(&composed)?;
            Ok(ReleasedReportView {
                recommendations: recommendations(open, scope)?.join("\n"),
                preview: ReportPreview {
                    issuer: composed.issuer.clone(),
                    title: composed.title.clone(),
                    subtitle: composed.subtitle.clone(),
                    sealed: true,
                    pages: printed.pages,
                    blocks: report::blocks(&composed),
                    problems: printed.warnings.iter().map(ProblemView::from).collect(),
                },
            })
        })
    }

    /// Keeps the collective recommendations of a report.
    ///
    /// # Errors
    /// As [`App::released_report`].
    pub fn save_collective_recommendations(
        &self,
        request: CollectiveRecommendations,
    ) -> Outcome<ReleasedReportView> {
        let scope = read(&request.scope)?;
        self.with_set_up(|open, set_up| {
            refuse_unknown(&Series::of(self, open, set_up)?, scope)?;
            let lines: Vec<&str> = request.text.lines().map(str::trim).collect();
            let kept: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
            Ok(open.notebook.save_setting(&setting(scope), &kept)?)
        })?;
        self.released_report(ReleasedReportRequest { scope: request.scope })
    }

    /// Writes the report as a PDF, or the released figures of the place as a workbook or as CSV with its dictionary.
    ///
    /// # Errors
    /// As [`App::released_report`], or when a file cannot be written.
    pub fn export_released(&self, request: ExportReleasedRequest) -> Outcome<Vec<ExportedFile>> {
        self.with_set_up(|open, set_up| {
            let files = self.released_files(open, set_up, &request)?;
            files
                .iter()
                .map(|file| self.export(open, &file.name, &file.bytes, &[]))
                .collect()
        })
    }

    /// The files of a report or of figures, for the command line.
    ///
    /// # Errors
    /// As [`App::released_report`].
    pub fn released_to(&self, request: &ExportReleasedRequest) -> Outcome<Vec<ReleasedFile>> {
        self.with_set_up(|open, set_up| self.released_files(open, set_up, request))
    }

    fn released_files(
        &self,
        open: &Open,
        set_up: &SetUp,
        request: &ExportReleasedRequest,
    ) -> Outcome<Vec<ReleasedFile>> {
        let scope = read(&request.scope)?;
        let series = Series::of(self, open, set_up)?;
        let places = Places::of(open, &series.published)?;
        refuse_unknown(&series, scope)?;
        let name = match scope {
            CellScope::Academie => "académie".to_owned(),
            CellScope::Circonscription(uai) | CellScope::School(uai) => file_safe(&places.name(uai)),
        };
        let below = |error: reports::ReportError| Fault::Below(error.problem());
        let file = |name: String, bytes| ReleasedFile { name, bytes };
        let table = || ReleaseTable {
            published: &series.published,
            scopes: scopes(&series, scope),
            names: places.names.clone(),
        };
        match request.format.as_str() {
            "pdf" if scope != CellScope::Academie => {
                let composed = self.composed_of_releases((open, set_up), (&series, &places), scope)?;
                let printed = rendered(&composed)?;
                Ok(vec![file(format!("Rapport {name}.pdf"), printed.bytes)])
            }
            "xlsx" => {
                let bytes = xlsx(&table(), self.host().now()).map_err(below)?;
                Ok(vec![file(format!("Chiffres publiés {name}.xlsx"), bytes)])
            }
            "csv" => Ok(vec![
                file(
                    format!("Chiffres publiés {name}.csv"),
                    csv(&table()).map_err(below)?,
                ),
                file(
                    format!("Chiffres publiés {name} (dictionnaire).csv"),
                    dictionary_csv().map_err(below)?,
                ),
            ]),
            _ => Err(AppError::refused(codes::RELEASE_FORMAT, &request.format)),
        }
    }

    fn composed_of_releases(
        &self,
        (open, set_up): (&Open, &SetUp),
        (series, places): (&Series, &Places<'_>),
        scope: CellScope,
    ) -> Outcome<Document> {
        refuse_unknown(series, scope)?;
        let gathered = open.gathered()?;
        let (uai, circonscription) = match scope {
            CellScope::School(uai) => (uai, series.published.circonscription_of(uai)),
            CellScope::Circonscription(uai) => (uai, None),
            CellScope::Academie => return Err(AppError::refused(codes::RELEASE_SCOPE, "academie")),
        };
        let is_school = matches!(scope, CellScope::School(_));
        let inspector = &set_up.inspector;
        let last = series.published.last().map(|last| &last.document);
        let told = last.map_or((0, &[][..]), |last| (last.rules.teachers, &last.complete[..]));
        let report = ReleaseReport {
            published: &series.published,
            scope,
            circonscription,
            name: places.name(uai),
            declared: is_school.then(|| declared(&gathered, uai)).flatten(),
            recommendations: recommendations(open, scope)?,
            needs: if is_school {
                Vec::new()
            } else {
                training(&gathered, uai, told)
            },
            coverage: if is_school {
                Vec::new()
            } else {
                coverage(open, &gathered, uai, told.1)?
            },
            author: inspector.name.clone(),
            issuer: vec![
                format!("Académie\u{a0}: {}", set_up.preset.academie),
                inspector.service.clone(),
            ],
            made_at: self.host().now(),
            made_on: self.today(set_up),
        };
        Ok(report.compose())
    }
}

fn refuse_unknown(series: &Series, scope: CellScope) -> Outcome<()> {
    let unknown = || AppError::refused(codes::RELEASE_NOTHING_OF_IT, written(scope));
    let known = match scope {
        CellScope::Academie => series.published.last().is_some(),
        CellScope::Circonscription(uai) => series.published.circonscriptions().contains(&uai),
        CellScope::School(uai) => series.published.schools().contains(&uai),
    };
    if known { Ok(()) } else { Err(unknown()) }
}

/// The places of which a table has lines: a place with those beside which it is read; of the académie, all.
fn scopes(series: &Series, scope: CellScope) -> Vec<CellScope> {
    let published = &series.published;
    match scope {
        CellScope::Academie => {
            let circonscriptions = published.circonscriptions().into_iter();
            let schools = published.schools().into_iter().map(CellScope::School);
            let all = circonscriptions.map(CellScope::Circonscription).chain(schools);
            std::iter::once(CellScope::Academie).chain(all).collect()
        }
        CellScope::Circonscription(_) => vec![scope, CellScope::Academie],
        CellScope::School(uai) => {
            let of = published.circonscription_of(uai).map(CellScope::Circonscription);
            [scope]
                .into_iter()
                .chain(of)
                .chain([CellScope::Academie])
                .collect()
        }
    }
}

fn setting(scope: CellScope) -> String {
    format!("collective_recommendations/{}", written(scope))
}

fn recommendations(open: &Open, scope: CellScope) -> Outcome<Vec<String>> {
    Ok(open.notebook.setting(&setting(scope))?.unwrap_or_default())
}

/// Whom to train in a circonscription, over the school years of the last release: never fewer than it tells.
/// Needs of training are told by so many teachers.
const ROUNDED: u64 = 5;

fn training(
    gathered: &Gathered,
    circonscription: Uai,
    (teachers, complete): (u32, &[String]),
) -> Vec<(String, String)> {
    let own = gathered.facts.iter().filter(|(facts, _)| {
        facts.place.circonscription == Some(circonscription) && complete.contains(&facts.school_year)
    });
    let found = needs(own.map(recommended));
    // A line that is masked would say that somebody has the need.
    let told = |need: &Need| match need {
        // Rounded, so that one person more or less does not show from one report to the next.
        Need::Teachers(count) if *count >= u64::from(teachers).max(ROUNDED) => {
            Some(format!("{} au moins", count - count % ROUNDED))
        }
        _ => None,
    };
    let competences = found.competences.iter();
    let competences = competences.filter_map(|(one, need)| Some((competence(one), told(need)?)));
    let trainings = found.trainings.iter();
    let trainings = trainings.filter_map(|(code, need)| Some((code.clone(), told(need)?)));
    competences.chain(trainings).collect()
}

/// How many open schools of a circonscription were visited over the last three years that are complete: it is of no person.
fn coverage(
    open: &Open,
    gathered: &Gathered,
    circonscription: Uai,
    complete: &[String],
) -> Outcome<Vec<String>> {
    let known = open.circonscriptions()?;
    let group = known
        .groups()
        .iter()
        .find(|group| group.code == Some(circonscription));
    let Some(group) = group else { return Ok(Vec::new()) };
    let Some(window) = complete
        .last_chunk::<3>()
        .map_or(complete.first(), |three| three.first())
    else {
        return Ok(Vec::new());
    };
    let seen = gathered.seen.iter();
    let seen = seen.filter(|visit| complete.contains(&visit.school_year) && visit.school_year >= *window);
    let visited: BTreeSet<Uai> = seen.map(|visit| visit.school).collect();
    let mut known = open.notebook.schools_of(&group.schools)?;
    known.retain(|_, school| school.etat != Etat::Ferme);
    let count = known.keys().filter(|uai| visited.contains(uai)).count();
    let schools = match known.len() {
        1 => "une école ou un établissement".to_owned(),
        many => format!("{many}\u{a0}écoles et établissements"),
    };
    let visited = match count {
        0 => "aucun n’a été visité".to_owned(),
        1 => "un a été visité".to_owned(),
        many => format!("{many} ont été visités"),
    };
    let last = complete.last().unwrap_or(window);
    Ok(vec![format!(
        "D’après ce carnet, sur {schools}, {visited} au moins une fois de {window} à {last}."
    )])
}
