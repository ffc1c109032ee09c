import { useState } from "react";

import { Button } from "../../components/Button";
import { ChosenList } from "../../components/ChosenList";
import { TeacherPicker } from "../../components/TeacherPicker";
import type { TeacherView } from "../../generated/commands";
import { listedName, presentServices } from "../../text/teacher";
import { NewTeacherDialog } from "./NewTeacherDialog";

/** The teachers visited: found as one types, or entered on the spot. */
export function TeachersField({
  chosen,
  known,
  uai,
  onChange,
}: {
  chosen: readonly string[];
  /** Teachers whose name is known already. */
  known: readonly TeacherView[];
  /** The school of the visit; null when not settled. */
  uai: string | null;
  onChange: (chosen: string[]) => void;
}) {
  const [met, setMet] = useState<readonly TeacherView[]>([]);
  const [entering, setEntering] = useState(false);
  const add = (teacher: TeacherView) => {
    setMet([...met, teacher]);
    if (!chosen.includes(teacher.id)) onChange([...chosen, teacher.id]);
  };
  return (
    <div className="stack-tight">
      <ChosenList
        label="Enseignants visités"
        chosen={chosen.map((id) => {
          const teacher = [...met, ...known].find((one) => one.id === id);
          const name = teacher === undefined ? "Enseignant du registre" : listedName(teacher);
          const details = teacher === undefined ? "" : presentServices(teacher);
          return { id, name, details, removal: `Retirer ${name}` };
        })}
        onRemove={(id) => {
          onChange(chosen.filter((other) => other !== id));
        }}
      />
      <div className="teacher-search">
        <TeacherPicker
          label={chosen.length === 0 ? "Enseignant" : "Ajouter un enseignant"}
          onChoose={add}
        />
        <Button
          icon="add"
          onPress={() => {
            setEntering(true);
          }}
        >
          Nouvel enseignant
        </Button>
      </div>
      {entering ? (
        <NewTeacherDialog
          uai={uai}
          onDone={(teacher) => {
            setEntering(false);
            add(teacher);
          }}
          onClose={() => {
            setEntering(false);
          }}
        />
      ) : null}
    </div>
  );
}
