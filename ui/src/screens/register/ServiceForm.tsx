import { useId, useState } from "react";

import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { ServiceView } from "../../generated/commands";
import { ServiceFields } from "./ServiceFields";

function blankService(today: string): ServiceView {
  return {
    id: "",
    uai: "",
    school: "",
    levels: [],
    share: null,
    discipline: "",
    nature: "main",
    attachment: "",
    attachment_school: "",
    from: today,
    until: null,
    present: true,
  };
}

/** Enters a line of service, or changes one. */
export function ServiceForm({
  teacher,
  service,
  onClose,
  onSaved,
}: {
  /** By identifier. */
  teacher: string;
  /** Null for a new one. */
  service: ServiceView | null;
  onClose: () => void;
  onSaved: () => void;
}) {
  const form = useId();
  const { status } = useSession();
  const save = useAction("save_service");
  const [draft, setDraft] = useState(() => service ?? blankService(status.today));
  const submit = async () => {
    const saved = await save.run({ teacher, service: draft });
    if (saved === null) return;
    onClose();
    onSaved();
  };
  return (
    <Dialog
      title={service === null ? "Ajouter un service" : "Modifier le service"}
      size="wide"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Annuler</Button>
          <Button type="submit" form={form} kind="primary" isPending={save.pending}>
            Enregistrer
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ServiceFields service={draft} onChange={setDraft} />
        <Problems failure={save.failure} />
      </form>
    </Dialog>
  );
}
