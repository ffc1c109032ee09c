import { useState } from "react";

import { call } from "../../backend/backend";
import { failureOf } from "../../backend/failure";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { Failure } from "../../generated/commands";
import { blankSeance, draftOf, PlanSender } from "../visit/planDraft";
import { SeanceFields } from "../visit/SeanceFields";
import { useObserving } from "./observing";

/** Adds a lesson that was not foreseen, without leaving the classroom; it is then in view. */
export function AddSeanceDialog({ onClose }: { onClose: () => void }) {
  const { visit, setVisit, setUnit, queue } = useObserving();
  const lists = useCommand("preparation_lists", {});
  const [draft] = useState(() => draftOf(visit.plan));
  const [seance, setSeance] = useState(() => {
    const last = draft.seances.at(-1);
    return blankSeance(last?.end ?? "08:30", last);
  });
  const [sender] = useState(() => new PlanSender());
  const [failure, setFailure] = useState<Failure | null>(null);
  const [pending, setPending] = useState(false);
  const add = async () => {
    setPending(true);
    try {
      const saved = await sender.save({ ...draft, seances: [...draft.seances, seance] });
      const view = await call("observation", { visit: visit.summary.id });
      const added = saved.plan.seances.at(-1)?.id ?? null;
      const answers = added === null ? undefined : view.seances[added];
      if (answers !== undefined) queue.know(added, answers);
      setVisit(view.visit);
      setUnit(added);
      onClose();
    } catch (thrown) {
      setFailure(failureOf(thrown));
      setPending(false);
    }
  };
  return (
    <Dialog
      title="Ajouter une séance"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Revenir</Button>
          <Button kind="primary" isPending={pending} onPress={add}>
            Ajouter la séance
          </Button>
        </>
      }
    >
      <Await loaded={lists}>
        {(data) => (
          <SeanceFields
            seance={seance}
            rank={null}
            lists={data}
            degree={visit.school?.degree ?? ""}
            begun={false}
            onChange={(changes) => {
              setSeance({ ...seance, ...changes });
            }}
          />
        )}
      </Await>
      <Problems failure={failure} />
    </Dialog>
  );
}
