import { useId, useState } from "react";

import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { CheckboxField } from "../../components/CheckboxField";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import { TextField } from "../../components/TextField";
import type { TeacherView } from "../../generated/commands";

/** Enters a teacher in the register without leaving the visit. */
export function NewTeacherDialog({
  uai,
  onDone,
  onClose,
}: {
  /** The school where the teacher may be said to serve from today on; null for none. */
  uai: string | null;
  onDone: (teacher: TeacherView) => void;
  onClose: () => void;
}) {
  const form = useId();
  const { status } = useSession();
  const [names, setNames] = useState({ family_name: "", given_name: "", function: "" });
  const [serves, setServes] = useState(uai !== null);
  const [entered, setEntered] = useState<TeacherView | null>(null);
  const saveTeacher = useAction("save_teacher");
  const saveService = useAction("save_service");
  const put = (changes: Partial<typeof names>) => {
    setNames({ ...names, ...changes });
  };
  const submit = async () => {
    // A second try after the service was refused changes the teacher already entered.
    const teacher = await saveTeacher.run({ id: entered?.id ?? null, ...names, mail: "" });
    if (teacher === null) return;
    setEntered(teacher);
    if (!serves || uai === null) {
      onDone(teacher);
      return;
    }
    const line = { id: "", uai, school: "", levels: [], share: null, discipline: "" };
    const dates = { from: status.today, until: null, present: true };
    const service = { ...line, ...dates, nature: "main", attachment: "", attachment_school: "" };
    const serving = await saveService.run({ teacher: teacher.id, service });
    if (serving !== null) onDone(serving);
  };
  return (
    <Dialog
      title="Nouvel enseignant"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Revenir</Button>
          <Button
            type="submit"
            form={form}
            kind="primary"
            isPending={saveTeacher.pending || saveService.pending}
          >
            Ajouter au registre
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
        <TextField
          label="Nom"
          autoFocus
          value={names.family_name}
          onChange={(family_name) => {
            put({ family_name });
          }}
        />
        <TextField
          label="Prénom"
          value={names.given_name}
          onChange={(given_name) => {
            put({ given_name });
          }}
        />
        <TextField
          label="Fonction"
          optional
          description={"Par exemple «\u00a0professeure des écoles\u00a0»."}
          value={names.function}
          onChange={(value) => {
            put({ function: value });
          }}
        />
        {uai === null ? null : (
          <CheckboxField
            label="Exerce dans l’école ou l’établissement de la visite, à compter d’aujourd’hui"
            value={serves}
            onChange={setServes}
          />
        )}
        <Problems failure={saveTeacher.failure ?? saveService.failure} />
      </form>
    </Dialog>
  );
}
