import { useNavigation } from "../../app/navigation";
import { useUndo } from "../../app/undo/undo";
import { call } from "../../backend/backend";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { TeacherView } from "../../generated/commands";
import { fullName } from "../../text/teacher";

/** Asks before a teacher who was entered by mistake is taken out of the register. */
export function WithdrawTeacherDialog({
  teacher,
  isOpen,
  onClose,
  onWithdrawn,
}: {
  teacher: TeacherView;
  isOpen: boolean;
  onClose: () => void;
  onWithdrawn: () => void;
}) {
  const { go } = useNavigation();
  const offer = useUndo();
  const withdraw = useAction("withdraw_teacher");
  const close = () => {
    withdraw.clear();
    onClose();
  };
  const confirm = async () => {
    if ((await withdraw.run({ id: teacher.id })) === null) return;
    close();
    onWithdrawn();
    offer({
      words: `Fiche retirée\u00a0: ${fullName(teacher)}.`,
      on: { screen: "teachers" },
      undo: async () => {
        await call("reinstate_teacher", { id: teacher.id });
        go({ screen: "teacher", id: teacher.id });
      },
    });
  };
  return (
    <Dialog
      title="Retirer du registre"
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Annuler</Button>
          <Button kind="danger" isPending={withdraw.pending} onPress={() => void confirm()}>
            Retirer la fiche
          </Button>
        </>
      }
    >
      <p>
        La fiche <strong>{fullName(teacher)}</strong> et ses services quittent le registre. Cela
        sert à défaire une erreur de saisie.
      </p>
      <Problems failure={withdraw.failure} />
    </Dialog>
  );
}
