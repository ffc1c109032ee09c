import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { AcademieView, InvitationLine } from "../../generated/commands";

/** Asks before an invitation, or the role that it gave, is ended. */
export function EndDialog({
  line,
  onClose,
  onEnded,
}: {
  line: InvitationLine;
  onClose: () => void;
  onEnded: (view: AcademieView) => void;
}) {
  const end = useAction("end_invitation");
  const taken = line.taken_by !== "";
  return (
    <Dialog
      title={taken ? "Mettre fin à ce rôle\u202f?" : "Arrêter cette invitation\u202f?"}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Annuler</Button>
          <Button
            kind="danger"
            isPending={end.pending}
            onPress={async () => {
              const ended = await end.run({ sha256: line.sha256 });
              if (ended !== null) onEnded(ended);
            }}
          >
            Mettre fin
          </Button>
        </>
      }
    >
      <p>
        {line.person === "" ? "Invitation d’un autre gardien" : line.person} : {line.grant}
      </p>
      <p>
        {taken
          ? "L’entrepôt ne prendra plus rien à ce titre, et les cercles changeront de clé. Ce qui a été déposé reste. Pour rendre le rôle, il faudra une nouvelle invitation."
          : "Elle ne pourra plus être prise. Pour inviter cette personne, il faudra en faire une autre."}
      </p>
      <Problems failure={end.failure} />
    </Dialog>
  );
}
