import { useUndo } from "../../app/undo/undo";
import { call } from "../../backend/backend";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { ServiceView, TeacherView } from "../../generated/commands";
import { serviceDetails } from "./servicePeriod";

/** Asks before a line of service that was entered by mistake is taken out. */
export function WithdrawServiceDialog({
  teacher,
  service,
  onClose,
  onWithdrawn,
}: {
  teacher: TeacherView;
  /** Null while nothing is asked. */
  service: ServiceView | null;
  onClose: () => void;
  onWithdrawn: () => void;
}) {
  const offer = useUndo();
  const withdraw = useAction("withdraw_service");
  const close = () => {
    withdraw.clear();
    onClose();
  };
  const confirm = async (line: ServiceView) => {
    const named = { teacher: teacher.id, service: line.id };
    if ((await withdraw.run(named)) === null) return;
    close();
    onWithdrawn();
    offer({
      words: `Service retiré\u00a0: ${line.school}.`,
      undo: async () => {
        await call("reinstate_service", named);
        onWithdrawn();
      },
    });
  };
  return (
    <Dialog
      title="Retirer ce service"
      isOpen={service !== null}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Annuler</Button>
          <Button
            kind="danger"
            isPending={withdraw.pending}
            onPress={() => {
              if (service !== null) void confirm(service);
            }}
          >
            Retirer le service
          </Button>
        </>
      }
    >
      {service === null ? null : (
        <>
          <p>
            <strong>{service.school}</strong>, {serviceDetails(service)}
          </p>
          <p>
            Retirez un service entré par erreur. S’il a pris fin, donnez-lui plutôt un dernier jour.
          </p>
        </>
      )}
      <Problems failure={withdraw.failure} />
    </Dialog>
  );
}
