import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { TeacherView } from "../../generated/commands";
import { fullName, presentServices } from "../../text/teacher";

/** Asks before two entries become one person. */
export function MergeDialog({
  into,
  from,
  onClose,
  onMerged,
}: {
  /** The entry that stays. */
  into: TeacherView;
  /** The entry merged into it; null while nothing is asked. */
  from: TeacherView | null;
  onClose: () => void;
  onMerged: () => void;
}) {
  const merge = useAction("merge_teachers");
  const close = () => {
    merge.clear();
    onClose();
  };
  const confirm = async (other: TeacherView) => {
    if ((await merge.run({ into: into.id, from: other.id })) === null) return;
    close();
    onMerged();
  };
  return (
    <Dialog
      title="Réunir deux fiches"
      isOpen={from !== null}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Annuler</Button>
          <Button
            kind="primary"
            isPending={merge.pending}
            onPress={() => {
              if (from !== null) void confirm(from);
            }}
          >
            Réunir
          </Button>
        </>
      }
    >
      {from === null ? null : (
        <>
          <p>
            La fiche <strong>{fullName(from)}</strong> ({presentServices(from)}) rejoint la fiche{" "}
            <strong>{fullName(into)}</strong> ({presentServices(into)}), avec ses services et ses
            visites.
          </p>
          <p className="muted">Vous pourrez les séparer de nouveau depuis la fiche conservée.</p>
        </>
      )}
      <Problems failure={merge.failure} />
    </Dialog>
  );
}
