//! Recovery slots, of which the last of its author's counts; and what stands under two numbers, as they may.

use indicator_store::store::Store;
use observation::canonical::Sha256;
use sync_protocol::Verdict;

use super::academie::{ACADEMIE, INSPECTOR, KEEPER};
use super::{OTHER, found, keep, next_recovery_slot, recovery_slot, revision, visit};

pub async fn a_recovery_slot_is_given_for_its_proof_alone(store: impl Store) {
    found(&store).await;
    let slot = recovery_slot(INSPECTOR, &[7; 32]);
    keep(&store, ACADEMIE, std::slice::from_ref(&slot)).await;
    let given = store
        .recovery_slot(ACADEMIE, &Sha256::of(&[7; 32]))
        .await
        .unwrap();
    assert_eq!(given, Some(slot));
    for (academie, proof) in [(ACADEMIE, [8; 32]), (OTHER, [7; 32])] {
        assert_eq!(
            store.recovery_slot(academie, &Sha256::of(&proof)).await.unwrap(),
            None
        );
    }
}

/// Two laptops wrote the same bytes, one not knowing of the other: what follows them follows the greatest of their numbers,
/// whether they come together or one after the other.
pub async fn what_stands_under_two_numbers_is_followed_by_the_greatest(store: impl Store) {
    found(&store).await;
    for (number, together) in [(1, true), (2, false)] {
        let first = revision(INSPECTOR, visit(number), "1", &[]);
        let second = revision(INSPECTOR, visit(number), "2", &[first.as_parent()]);
        let unknowing = revision(INSPECTOR, visit(number), "2", &[]);
        let third = revision(INSPECTOR, visit(number), "3", &[second.as_parent()]);
        let sent = [first, second, unknowing, third];
        let batches: Vec<_> = if together {
            vec![&sent[..]]
        } else {
            sent.chunks(1).collect()
        };
        let mut verdicts = Vec::new();
        for batch in batches {
            verdicts.extend(keep(&store, ACADEMIE, batch).await);
        }
        assert!(matches!(verdicts[2], Verdict::Conflict { .. }), "{verdicts:?}");
        assert!(matches!(verdicts[3], Verdict::Stored { .. }), "{verdicts:?}");
    }
}

/// A code that its author replaced opens nothing more; nobody else replaces it.
pub async fn a_recovery_slot_is_given_until_its_author_writes_another(store: impl Store) {
    found(&store).await;
    let first = recovery_slot(INSPECTOR, &[7; 32]);
    let former = [first.as_parent()];
    let foreign = next_recovery_slot(KEEPER, &[9; 32], &former);
    keep(&store, ACADEMIE, &[first.clone(), foreign]).await;
    let former_code = Sha256::of(&[7; 32]);
    assert_eq!(
        store.recovery_slot(ACADEMIE, &former_code).await.unwrap(),
        Some(first)
    );
    let next = next_recovery_slot(INSPECTOR, &[8; 32], &former);
    keep(&store, ACADEMIE, std::slice::from_ref(&next)).await;
    assert_eq!(store.recovery_slot(ACADEMIE, &former_code).await.unwrap(), None);
    let code = Sha256::of(&[8; 32]);
    assert_eq!(store.recovery_slot(ACADEMIE, &code).await.unwrap(), Some(next));
}
