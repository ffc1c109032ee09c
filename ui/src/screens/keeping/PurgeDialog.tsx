import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { CheckboxField } from "../../components/CheckboxField";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { PurgeOutcome } from "../../generated/commands";
import { counted } from "../../text/format";
import type { Chosen } from "./PurgeChoices";

/** The last question before something is deleted for good. */
export function PurgeDialog({
  chosen,
  onClose,
  onDone,
}: {
  chosen: Chosen;
  onClose: () => void;
  onDone: (done: PurgeOutcome) => void;
}) {
  const purge = useAction("purge");
  const [replace, setReplace] = useState(true);
  const confirm = async () => {
    const done = await purge.run({
      notes: [...chosen.notes],
      visits: [...chosen.visits],
      teachers: [...chosen.teachers],
      replace_backups: replace,
    });
    if (done !== null) onDone(done);
  };
  return (
    <Dialog
      title="Supprimer définitivement"
      isOpen
      onClose={onClose}
      mustChoose
      actions={
        <>
          <Button isDisabled={purge.pending} onPress={onClose}>
            Ne rien supprimer
          </Button>
          <Button kind="danger" isPending={purge.pending} onPress={() => void confirm()}>
            Supprimer définitivement
          </Button>
        </>
      }
    >
      <ul>
        {chosen.notes.length === 0 ? null : (
          <li>Notes personnelles de {counted(chosen.notes.length, "visite")}</li>
        )}
        {chosen.visits.length === 0 ? null : (
          <li>{counted(chosen.visits.length, "visite entière", "visites entières")}</li>
        )}
        {chosen.teachers.length === 0 ? null : (
          <li>{counted(chosen.teachers.length, "personne")} du registre</li>
        )}
      </ul>
      <p>
        Rien ne permettra de revenir en arrière. Une liste signée en garde la trace, sans contenu.
      </p>
      <CheckboxField
        label="Remplacer aussi les sauvegardes"
        description="Celles d’avant contiennent encore ce que vous supprimez. Une nouvelle est faite et vérifiée, puis toutes les autres de ce carnet sont supprimées, dans chaque dossier où il en a été fait. Les copies que vous avez faites vous-même restent."
        value={replace}
        onChange={setReplace}
      />
      <Problems failure={purge.failure} />
    </Dialog>
  );
}
