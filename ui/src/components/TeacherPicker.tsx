import { call } from "../backend/backend";
import type { TeacherView } from "../generated/commands";
import { listedName, presentServices } from "../text/teacher";
import { ComboBox } from "./ComboBox";
import type { FieldWords } from "./FieldFrame";

/** A teacher, searched by name. */
export interface TeacherPickerProps extends FieldWords {
  /** Only those who serve in this school; null for all. */
  uai?: string | null;
  onChoose: (teacher: TeacherView) => void;
  isDisabled?: boolean;
}

/** Picks a teacher of the register as one types, then is ready for another. */
export function TeacherPicker({ uai = null, onChoose, ...props }: TeacherPickerProps) {
  return (
    <ComboBox<TeacherView>
      {...props}
      clearOnChoose
      placeholder="Nom, prénom ou école"
      nothingFound="Aucun enseignant du registre ne correspond."
      search={(query) => call("teachers", { query, uai })}
      show={(teacher) => ({
        id: teacher.id,
        label: listedName(teacher),
        description: presentServices(teacher),
      })}
      onChoose={onChoose}
    />
  );
}
