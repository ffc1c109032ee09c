import { useState } from "react";

import { useAction } from "../../../backend/useCommand";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { Problems } from "../../../components/Problems";
import { RadioChoices } from "../../../components/RadioChoices";
import type { GridView } from "../../../generated/commands";
import { useObserving } from "../observing";
import { focusStrip } from "./stripFocus";

const INTERVALS = ["1", "2", "3", "4", "5"] as const;

/** Switches the timeline of a séance on, with the reminder that the teacher is told. */
export function StartTimelineDialog({
  grid,
  seance,
  onClose,
}: {
  grid: GridView;
  seance: string;
  onClose: () => void;
}) {
  const { visit, setVisit, timelines } = useObserving();
  const start = useAction("start_timeline");
  const [minutes, setMinutes] = useState(String(grid.interval_minutes));
  const begun = visit.plan.seances.find(({ id }) => id === seance)?.started ?? null;
  const begin = async () => {
    const answer = await start.run({
      visit: visit.summary.id,
      seance,
      interval_minutes: Number(minutes),
    });
    if (answer === null) return;
    timelines.know(answer.timeline);
    setVisit(answer.visit);
    onClose();
    // The button that opened the dialog is gone: the next thing to do takes its place.
    requestAnimationFrame(focusStrip);
  };
  return (
    <Dialog
      title="Tenir la chronologie de la séance"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Revenir</Button>
          <Button kind="primary" isPending={start.pending} onPress={begin}>
            Commencer les relevés
          </Button>
        </>
      }
    >
      <p>
        <strong>Annoncez-la à l’enseignant avant de commencer.</strong> La chronologie dit à quoi la
        séance a servi, d’instant en instant. Elle paraît dans le compte rendu, avec ce qu’elle peut
        montrer et ce qu’elle ne montre pas.
      </p>
      <RadioChoices
        label="Un relevé toutes les"
        description={
          begun === null
            ? "La séance commence avec les relevés. Un relevé oublié reste vide, et se complète après."
            : "Les relevés comptent depuis le début de la séance. Un relevé oublié reste vide, et se complète après."
        }
        choices={INTERVALS.map((value) => ({ value, label: `${value}\u00a0min` }))}
        value={minutes}
        onChange={setMinutes}
      />
      <Problems failure={start.failure} />
    </Dialog>
  );
}
