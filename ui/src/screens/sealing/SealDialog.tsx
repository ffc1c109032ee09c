import { useNavigation } from "../../app/navigation";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { VisitView } from "../../generated/commands";
import { whenWords, whereWords } from "../visit/visitWords";

/** Says what sealing does, and asks once. */
export function SealDialog({
  visit,
  reason,
  onClose,
}: {
  visit: VisitView;
  reason: string;
  onClose: () => void;
}) {
  const { go } = useNavigation();
  const { summary } = visit;
  const seal = useAction("seal");
  const submit = async () => {
    const sealed = await seal.run({ visit: summary.id, reason });
    if (sealed === null) return;
    onClose();
    go({ screen: "report", id: summary.id });
  };
  return (
    <Dialog
      title={summary.status === "correcting" ? "Sceller le rectificatif" : "Sceller la visite"}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Relire encore</Button>
          <Button kind="primary" icon="lock" isPending={seal.pending} onPress={submit}>
            Sceller
          </Button>
        </>
      }
    >
      <p>
        <strong>{summary.subject}</strong>, {whereWords(summary)}, {whenWords(summary)}.
      </p>
      <p>
        Sont scellés{"\u00a0"}: la préparation, le carnet, les réponses à la grille, la chronologie,
        l’entretien, les points d’appui et les recommandations.{" "}
        <strong>Vos notes personnelles ne le sont pas.</strong>
      </p>
      <p>
        Une visite scellée ne se modifie plus. Une erreur se corrige par un rectificatif, qui dit sa
        raison et remplace la version d’avant sans l’effacer.
      </p>
      <Problems failure={seal.failure} />
    </Dialog>
  );
}
