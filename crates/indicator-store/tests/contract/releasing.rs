//! Releases: a head is kept once its parts are there, of each number one, and what is published is what was kept.

use indicator_store::packing;
use indicator_store::releasing::published;
use indicator_store::store::Store;
use observation::canonical::to_text;
use observation::release::{
    Cell, CellScope, FigureName, PartCell, ReleaseDocument, ReleasePart, Released, ReleasedValue, Rules,
    Window,
};
use sync_protocol::trust::Role;
use sync_protocol::{Parent, Record, RecordContent, RecordKind, Refusal, Verdict, release};
use uuid::Uuid;

use super::academie::{self, ACADEMIE, Grant, INSPECTOR, KEEPER, RoleDocument, at};
use super::history::History;
use super::{found, keep};

fn ien_tice() -> Record {
    let role = RoleDocument {
        grant: Grant {
            role: Role::IenTice,
            ..academie::inspecteur()
        },
        ..academie::role(INSPECTOR, None)
    };
    KEEPER.writes(RecordKind::Role, &role)
}

fn signed(id: Uuid, parents: &[Parent], text: String) -> Record {
    let content = RecordContent {
        kind: RecordKind::Release,
        academie: ACADEMIE,
        id,
        parents,
        document: text.as_bytes(),
        facts: None,
        circle: None,
    };
    let record = Record::sign(&content, &INSPECTOR.device(), INSPECTOR.fingerprint()).unwrap();
    record.with_public(text)
}

fn part() -> Record {
    let figure = Released {
        teachers: Some(12),
        value: ReleasedValue::Told(0.42),
        ..Released::HIDDEN
    };
    let cell = Cell {
        scope: CellScope::Academie,
        window: Window {
            first: "2025-2026".to_owned(),
            last: "2025-2026".to_owned(),
        },
        education_prioritaire: None,
    };
    let part = ReleasePart {
        format: ReleasePart::FORMAT.to_owned(),
        academie: ACADEMIE.to_owned(),
        number: 1,
        grid_code: "g".to_owned(),
        circonscription: None,
        of: vec![FigureName {
            indicator: "part_usage".to_owned(),
            modality: None,
        }],
        cells: vec![PartCell {
            cell,
            figures: vec![Some(figure)],
        }],
    };
    let text = to_text(&part).unwrap();
    let sha256 = observation::canonical::Sha256::of(text.as_bytes());
    signed(release::of_part(&sha256), &[], text)
}

fn head(name: &str, number: u32, parents: &[Parent], parts: &[&Record]) -> Record {
    let document = ReleaseDocument {
        format: ReleaseDocument::FORMAT.to_owned(),
        academie: ACADEMIE.to_owned(),
        number,
        name: name.to_owned(),
        on: at().date_in(chrono_tz::Europe::Paris),
        rules: Rules::default(),
        anchor: "2023-2024".to_owned(),
        complete: Vec::new(),
        fictitious: false,
        indicators: Vec::new(),
        withdrawn: Vec::new(),
        reason: None,
        parts: parts.iter().map(|part| part.sha256).collect(),
    };
    signed(release::series(ACADEMIE), parents, to_text(&document).unwrap())
}

pub async fn a_release_is_kept_whole_and_of_each_number_once(store: impl Store) {
    found(&store).await;
    let refused = |code| Verdict::Refused { code };
    let part = part();
    let first = head("La première", 1, &[], &[&part]);
    let before = keep(&store, ACADEMIE, std::slice::from_ref(&first)).await;
    assert_eq!(before, [refused(Refusal::Role)], "an inspector signs none");
    keep(&store, ACADEMIE, &[ien_tice()]).await;
    let alone = keep(&store, ACADEMIE, std::slice::from_ref(&first)).await;
    assert_eq!(alone, [Verdict::UnknownParent { sha256: part.sha256 }]);
    assert!(published(&store, ACADEMIE).await.unwrap().last().is_none());

    let whole = keep(&store, ACADEMIE, &[part, first.clone()]).await;
    assert!(
        whole
            .iter()
            .all(|verdict| matches!(verdict, Verdict::Stored { .. })),
        "{whole:?}"
    );
    let told = published(&store, ACADEMIE).await.unwrap();
    assert_eq!(told.last().map(|last| last.sha256), Some(first.sha256));
    let figures: Vec<ReleasedValue> = told.standing().values().map(|one| one.value).collect();
    assert_eq!(figures, [ReleasedValue::Told(0.42)]);

    let beside = head("La seconde", 1, &[], &[]);
    let misnumbered = head("La suite", 3, &[first.as_parent()], &[]);
    let verdicts = keep(&store, ACADEMIE, &[beside, misnumbered]).await;
    assert_eq!(verdicts, [refused(Refusal::Overtaken), refused(Refusal::Format)]);
    let next = head("La suite", 2, &[first.as_parent()], &[]);
    let verdicts = keep(&store, ACADEMIE, &[next]).await;
    assert!(matches!(verdicts[..], [Verdict::Stored { .. }]), "{verdicts:?}");
    assert_eq!(published(&store, ACADEMIE).await.unwrap().releases().len(), 2);
}

pub async fn what_is_packed_is_given_whole(store: impl Store) {
    let mut history = History::begin(&store, 8).await;
    history.go_on(&store, 240).await;
    assert!(history.is_counted(&store).await);
    let given = store.packed_visits(ACADEMIE).await.unwrap().unwrap();
    let (grids, visits) = (given.grids.len(), given.visits.len());
    assert!(grids > 0 && visits > 0, "{grids} grids, {visits} visits");
    packing::rebuild(&store, ACADEMIE).await.unwrap();
    let again = store.packed_visits(ACADEMIE).await.unwrap().unwrap();
    assert_eq!(given.visits, again.visits);
    store.forget_packed(ACADEMIE).await.unwrap();
    assert!(
        store.packed_visits(ACADEMIE).await.unwrap().is_none(),
        "it is behind"
    );
}
