import { useState } from "react";

import { CheckboxField } from "../../components/CheckboxField";
import { RadioChoices } from "../../components/RadioChoices";
import type { GridSummary } from "../../generated/commands";

function serves(grid: GridSummary, ofSchool: boolean, degree: string): boolean {
  const subject = ofSchool ? "school" : "teachers";
  const suits = degree === "" || grid.degrees.length === 0 || grid.degrees.includes(degree);
  return grid.subject === subject && suits;
}

/** The grid of a visit: those meant for its subject and degree first, the others on request. */
export function GridField({
  grids,
  ofSchool,
  degree,
  value,
  pinned,
  onChange,
}: {
  grids: readonly GridSummary[];
  ofSchool: boolean;
  degree: string;
  value: string;
  pinned: boolean;
  onChange: (grid: string) => void;
}) {
  const [all, setAll] = useState(false);
  const shown = grids.filter(
    (grid) => all || grid.sha256 === value || serves(grid, ofSchool, degree),
  );
  if (pinned) {
    const grid = grids.find(({ sha256 }) => sha256 === value);
    return (
      <p>
        <span className="field-label">Grille{"\u00a0"}:</span>{" "}
        {grid?.title ?? "la grille de cette visite"}, version {grid?.version ?? ""}. On y a déjà
        répondu{"\u00a0"}: la visite la garde.
      </p>
    );
  }
  return (
    <div>
      <RadioChoices
        label="Grille"
        list
        choices={shown.map(({ sha256, title, description, version, items }) => ({
          value: sha256,
          label: title,
          description: `${description} ${String(items)}\u00a0observables, version ${version}.`,
        }))}
        value={value === "" ? null : value}
        onChange={onChange}
      />
      {shown.length === grids.length && !all ? null : (
        <CheckboxField label="Montrer aussi les autres grilles" value={all} onChange={setAll} />
      )}
    </div>
  );
}
