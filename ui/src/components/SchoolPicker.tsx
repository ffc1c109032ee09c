import { call } from "../backend/backend";
import type { SchoolView } from "../generated/commands";
import { ComboBox } from "./ComboBox";
import type { FieldWords } from "./FieldFrame";

/** A school, searched by UAI, name or commune. */
export interface SchoolPickerProps extends FieldWords {
  /** The name of the school chosen before; empty for none. */
  chosen: string;
  onChoose: (school: SchoolView) => void;
  /** Takes the choice away, where none may be. */
  onClear?: () => void;
  isDisabled?: boolean;
  autoFocus?: boolean;
}

/** The first search of a session reads every school once; it waits for nobody, and a failure shows at the first key. */
function prepare(): void {
  call("search_schools", { query: "", limit: 1 }).catch(() => undefined);
}

/** Picks a school of the directory as one types. */
export function SchoolPicker({ chosen, onChoose, ...props }: SchoolPickerProps) {
  return (
    <ComboBox<SchoolView>
      {...props}
      chosen={chosen}
      placeholder="Nom, commune ou UAI"
      nothingFound="Aucune école ni aucun établissement de l’annuaire ne correspond."
      prepare={prepare}
      search={(query) => call("search_schools", { query, limit: 12 })}
      show={(school) => ({
        id: school.uai,
        label: school.name,
        description: [school.commune, school.kind, school.uai, school.closed ? "fermé" : ""]
          .filter((part) => part !== "")
          .join(" · "),
      })}
      onChoose={onChoose}
    />
  );
}
