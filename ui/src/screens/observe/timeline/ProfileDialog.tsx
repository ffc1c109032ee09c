import { useState } from "react";

import { useUndo } from "../../../app/undo/undo";
import { call } from "../../../backend/backend";
import { useAction, useCommand } from "../../../backend/useCommand";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { Problems } from "../../../components/Problems";
import { focusComposer } from "../focus";
import { useObserving } from "../observing";
import { LessonTime } from "./LessonTime";

/** What the samples of a séance show so far; and the way to take the timeline away. */
export function ProfileDialog({ seance, onClose }: { seance: string; onClose: () => void }) {
  const { visit, timelines } = useObserving();
  const request = { visit: visit.summary.id, seance };
  const profile = useCommand("timeline_profile", request);
  const offer = useUndo();
  const remove = useAction("remove_timeline");
  const [asks, setAsks] = useState(false);
  const takeAway = async () => {
    const removed = await remove.run(request);
    if (removed === null) return;
    timelines.forget(seance);
    offer({
      words: "Chronologie retirée, avec ses relevés.",
      undo: async () => {
        timelines.know(await call("put_timeline_back", removed));
      },
    });
    requestAnimationFrame(focusComposer);
  };
  return (
    <Dialog
      title={profile.data?.title ?? "À quoi la séance a servi"}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          {asks ? (
            <Button kind="danger" icon="trash" isPending={remove.pending} onPress={takeAway}>
              Retirer la chronologie et ses relevés
            </Button>
          ) : (
            <Button
              kind="quiet"
              icon="trash"
              onPress={() => {
                setAsks(true);
              }}
            >
              Ne pas garder la chronologie
            </Button>
          )}
          <Button kind="primary" onPress={onClose}>
            Fermer
          </Button>
        </>
      }
    >
      {profile.data !== null ? (
        <LessonTime profile={profile.data} />
      ) : profile.loading ? null : (
        <p>Aucun relevé n’est noté.</p>
      )}
      <Problems failure={profile.failure} />
      <Problems failure={remove.failure} />
    </Dialog>
  );
}
