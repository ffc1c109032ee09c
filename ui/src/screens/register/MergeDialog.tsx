import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import { RadioChoices } from "../../components/RadioChoices";
import type { TeacherView } from "../../generated/commands";
import { listedName } from "../../text/teacher";
import { teacherDetails } from "./teacherDetails";

/** Two entries of one name. */
export type Pair = [TeacherView, TeacherView];

function MergeQuestion({
  pair,
  onClose,
  onMerged,
}: {
  pair: Pair;
  onClose: () => void;
  onMerged: () => void;
}) {
  const merge = useAction("merge_teachers");
  const [one, other] = pair;
  const [kept, setKept] = useState(one.id);
  const confirm = async () => {
    const from = kept === one.id ? other.id : one.id;
    if ((await merge.run({ into: kept, from })) === null) return;
    onClose();
    onMerged();
  };
  return (
    <Dialog
      title="Réunir deux fiches"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Annuler</Button>
          <Button kind="primary" isPending={merge.pending} onPress={() => void confirm()}>
            Réunir
          </Button>
        </>
      }
    >
      <RadioChoices
        label="Fiche conservée"
        description="Elle garde son nom, sa fonction et son adresse. Les services et les visites de l’autre la rejoignent."
        list
        choices={pair.map((teacher) => ({
          value: teacher.id,
          label: listedName(teacher),
          description: teacherDetails(teacher),
        }))}
        value={kept}
        onChange={setKept}
      />
      <p className="muted">Vous pourrez les séparer de nouveau depuis la fiche conservée.</p>
      <Problems failure={merge.failure} />
    </Dialog>
  );
}

/** Asks before two entries become one person, and which of them stays. */
export function MergeDialog({
  pair,
  ...dialog
}: {
  /** Null while nothing is asked; the first is proposed to stay. */
  pair: Pair | null;
  onClose: () => void;
  onMerged: () => void;
}) {
  return pair === null ? null : <MergeQuestion pair={pair} {...dialog} />;
}
