import { useId, useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import { TextField } from "../../components/TextField";
import type { SaveTeacherRequest, TeacherView } from "../../generated/commands";

function draftOf(teacher: TeacherView | null): SaveTeacherRequest {
  return {
    id: teacher?.id ?? null,
    family_name: teacher?.family_name ?? "",
    given_name: teacher?.given_name ?? "",
    function: teacher?.function ?? "",
    mail: teacher?.mail ?? "",
  };
}

function TeacherDialog({
  teacher,
  onClose,
  onSaved,
}: {
  teacher: TeacherView | null;
  onClose: () => void;
  onSaved: (teacher: TeacherView) => void;
}) {
  const form = useId();
  const save = useAction("save_teacher");
  const [draft, setDraft] = useState(() => draftOf(teacher));
  const change = (changes: Partial<SaveTeacherRequest>) => {
    setDraft({ ...draft, ...changes });
  };
  const submit = async () => {
    const saved = await save.run(draft);
    if (saved === null) return;
    onClose();
    onSaved(saved);
  };
  return (
    <Dialog
      title={teacher === null ? "Ajouter un enseignant" : "Modifier l’identité"}
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
        <div className="columns">
          <TextField
            label="Nom"
            value={draft.family_name}
            onChange={(family_name) => {
              change({ family_name });
            }}
            autoFocus
          />
          <TextField
            label="Prénom"
            value={draft.given_name}
            onChange={(given_name) => {
              change({ given_name });
            }}
          />
        </div>
        <TextField
          label="Fonction"
          description="Professeur des écoles, professeur certifié de mathématiques…"
          value={draft.function}
          onChange={(chosen) => {
            change({ function: chosen });
          }}
        />
        <TextField
          label="Adresse professionnelle"
          type="email"
          optional
          value={draft.mail}
          onChange={(mail) => {
            change({ mail });
          }}
        />
        <Problems failure={save.failure} />
      </form>
    </Dialog>
  );
}

/** Enters a teacher, or changes who they are. */
export function TeacherForm({
  isOpen,
  ...dialog
}: {
  /** Null for a new one. */
  teacher: TeacherView | null;
  isOpen: boolean;
  onClose: () => void;
  onSaved: (teacher: TeacherView) => void;
}) {
  return isOpen ? <TeacherDialog {...dialog} /> : null;
}
