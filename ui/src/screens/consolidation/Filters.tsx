import { SelectField } from "../../components/SelectField";
import type { ConsolidationView, CriteriaRequest } from "../../generated/commands";

/** A value of a list that says nothing: all. */
const ALL = "*";

/** What the figures are of: a grid, and of each criterion one value or all. */
export function Filters({
  view,
  criteria,
  onGrid,
  onCriterion,
}: {
  view: ConsolidationView;
  criteria: CriteriaRequest;
  onGrid: (sha256: string) => void;
  onCriterion: (name: keyof CriteriaRequest, value: string) => void;
}) {
  return (
    <div className="row" role="group" aria-label="Filtres">
      <SelectField
        label="Grille"
        width="medium"
        choices={view.grids.map(({ sha256, title }) => ({ value: sha256, label: title }))}
        value={view.grid}
        onChange={onGrid}
      />
      {view.criteria.map((criterion) => {
        const name = criterion.name as keyof CriteriaRequest;
        const chosen = criteria[name];
        return (
          <SelectField
            key={name}
            label={criterion.label}
            width="short"
            choices={[{ value: ALL, label: "Tout" }, ...criterion.choices]}
            value={chosen === "" ? ALL : chosen}
            onChange={(value) => {
              onCriterion(name, value === ALL ? "" : value);
            }}
          />
        );
      })}
    </div>
  );
}
