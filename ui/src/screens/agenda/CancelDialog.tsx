import { useState } from "react";

import { useUndo } from "../../app/undo/undo";
import { call } from "../../backend/backend";
import { useAction, useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import { RadioChoices } from "../../components/RadioChoices";
import type { VisitSummary } from "../../generated/commands";

/** Asks why a visit will not take place, from a closed list. */
export function CancelDialog({
  visit,
  onDone,
  onClose,
}: {
  visit: VisitSummary;
  onDone: () => void;
  onClose: () => void;
}) {
  const lists = useCommand("preparation_lists", {});
  const [reason, setReason] = useState<string | null>(null);
  const offer = useUndo();
  const cancel = useAction("cancel_visit");
  const submit = async () => {
    if (reason === null) return;
    if ((await cancel.run({ visit: visit.id, reason })) === null) return;
    onDone();
    offer({
      words: `Visite annulée\u00a0: ${visit.subject}.`,
      undo: async () => {
        await call("reinstate_visit", { visit: visit.id });
        onDone();
      },
    });
  };
  return (
    <Dialog
      title="Annuler la visite"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Garder la visite</Button>
          <Button
            kind="danger"
            isDisabled={reason === null}
            isPending={cancel.pending}
            onPress={submit}
          >
            Annuler la visite
          </Button>
        </>
      }
    >
      <p>
        <strong>{visit.subject}</strong>. La visite reste à l’agenda, marquée annulée. Carnet ne
        retient aucun motif de santé, de grève ni d’activité syndicale.
      </p>
      {visit.status === "underway" ? (
        <p>
          Cette visite est commencée. Ce qui a été écrit et répondu est gardé, mais ne change plus
          {"\u00a0"}: pour le reprendre, il suffira de remettre la visite à l’agenda.
        </p>
      ) : null}
      <Await loaded={lists}>
        {({ cancel_reasons }) => (
          <RadioChoices
            label="Motif"
            list
            choices={cancel_reasons.map(({ code, label }) => ({ value: code, label }))}
            value={reason}
            onChange={setReason}
          />
        )}
      </Await>
      <Problems failure={cancel.failure} />
    </Dialog>
  );
}
