import { useState } from "react";

import { Button } from "../../components/Button";
import { TeacherPicker } from "../../components/TeacherPicker";
import type { TeacherView } from "../../generated/commands";
import { fullName, presentServices } from "../../text/teacher";
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
  const nameOf = (id: string) => [...met, ...known].find((teacher) => teacher.id === id);
  const add = (teacher: TeacherView) => {
    setMet([...met, teacher]);
    if (!chosen.includes(teacher.id)) onChange([...chosen, teacher.id]);
  };
  return (
    <div className="stack-tight">
      {chosen.length === 0 ? null : (
        <ul role="list" className="chosen-teachers" aria-label="Enseignants visités">
          {chosen.map((id) => {
            const teacher = nameOf(id);
            const name = teacher === undefined ? "Enseignant du registre" : fullName(teacher);
            return (
              <li key={id} className="chosen-teacher">
                <span>
                  <strong>{name}</strong>
                  <span className="recommendation-more">
                    {teacher === undefined ? "" : presentServices(teacher)}
                  </span>
                </span>
                <Button
                  kind="quiet"
                  icon="close"
                  iconOnly
                  onPress={() => {
                    onChange(chosen.filter((other) => other !== id));
                  }}
                >
                  {`Retirer ${name}`}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
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
