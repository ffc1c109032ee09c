import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { DateField } from "../../components/DateField";
import { Problems } from "../../components/Problems";
import { TextField } from "../../components/TextField";
import type { HolidaysView } from "../../generated/commands";

const BLANK = { label: "", first: "", last: "" };

/** Adds days without school by hand. */
export function AddHoliday({ onKept }: { onKept: (view: HolidaysView) => void }) {
  const keep = useAction("keep_holidays");
  const [typed, setTyped] = useState(BLANK);
  const [added, setAdded] = useState("");
  return (
    <form
      className="stack"
      onSubmit={async (event) => {
        event.preventDefault();
        const last = typed.last === "" ? typed.first : typed.last;
        const day = { ...typed, last, by_hand: true };
        const view = await keep.run({ holidays: [day], replaces: false });
        if (view === null) return;
        setAdded(`${typed.label.trim()}\u00a0: ajouté.`);
        setTyped(BLANK);
        onKept(view);
      }}
    >
      <TextField
        label="Nom"
        value={typed.label}
        onChange={(label) => {
          setTyped({ ...typed, label });
        }}
      />
      <div className="row row-top">
        <DateField
          label="Premier jour sans classe"
          value={typed.first}
          onChange={(first) => {
            setTyped({ ...typed, first });
          }}
        />
        <DateField
          label="Dernier jour (vide pour un seul)"
          value={typed.last}
          onChange={(last) => {
            setTyped({ ...typed, last });
          }}
        />
      </div>
      <Problems failure={keep.failure} />
      <div className="row row-end">
        <p className="muted" role="status">
          {added}
        </p>
        <Button type="submit" isPending={keep.pending}>
          Ajouter
        </Button>
      </div>
    </form>
  );
}
