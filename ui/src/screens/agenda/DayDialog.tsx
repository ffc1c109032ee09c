import { useState } from "react";

import { useUndo } from "../../app/undo/undo";
import { call } from "../../backend/backend";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { DateField } from "../../components/DateField";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { VisitSummary } from "../../generated/commands";
import { plainDate } from "../../text/format";

const WORDS = {
  move_visit: {
    title: "Déplacer la visite",
    button: "Déplacer",
    lead: "Les séances gardent leurs heures.",
  },
  duplicate_visit: {
    title: "Dupliquer la visite",
    button: "Dupliquer",
    lead: "La même visite, préparée pour un autre jour. Rien de ce qui a été observé n’est repris.",
  },
};

/** Asks the day to which a visit is moved, or on which it is planned again. */
export function DayDialog({
  visit,
  command,
  onDone,
  onClose,
}: {
  visit: VisitSummary;
  command: "move_visit" | "duplicate_visit";
  onDone: (day: string) => void;
  onClose: () => void;
}) {
  const [date, setDate] = useState(visit.date);
  const offer = useUndo();
  const action = useAction(command);
  const { title, button, lead } = WORDS[command];
  const submit = async () => {
    if ((await action.run({ visit: visit.id, date })) === null) return;
    onDone(date);
    if (command === "duplicate_visit" || date === visit.date) return;
    offer({
      words: `Visite déplacée au ${plainDate(date)}.`,
      undo: async () => {
        await call("move_visit", { visit: visit.id, date: visit.date });
        onDone(visit.date);
      },
    });
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Revenir</Button>
          <Button kind="primary" isPending={action.pending} onPress={submit}>
            {button}
          </Button>
        </>
      }
    >
      <p>
        <strong>{visit.subject}</strong>. {lead}
      </p>
      <DateField label="Nouveau jour" value={date} onChange={setDate} />
      <Problems failure={action.failure} />
    </Dialog>
  );
}
