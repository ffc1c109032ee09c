import { useState } from "react";

import { useAction, useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { FilePick } from "../../components/FilePick";
import { Problems } from "../../components/Problems";
import { SceneFigure } from "../../components/SceneFigure";
import { SelectField } from "../../components/SelectField";
import type { ComparedIndicator, GroupComparisonView } from "../../generated/commands";
import { ALL_VISITS } from "./criteria";
import { FigureTable } from "./FigureTable";

function Compared({ indicator, of }: { indicator: ComparedIndicator; of: string }) {
  return (
    <Card title={indicator.label}>
      {indicator.chart === null ? null : <SceneFigure scene={indicator.chart} />}
      <details>
        <summary>Tableau</summary>
        <FigureTable caption={`${indicator.label}, ${of}`} of={of} rows={indicator.rows} />
      </details>
    </Card>
  );
}

function Choices({
  view,
  onGrid,
  onSet,
}: {
  view: GroupComparisonView;
  onGrid: (sha256: string) => void;
  onSet: (set: string) => void;
}) {
  return (
    <div className="row" role="group" aria-label="Ce qui est comparé">
      <SelectField
        label="Groupes"
        width="medium"
        choices={view.sets.map(({ code, label }) => ({ value: code, label }))}
        value={view.set}
        onChange={onSet}
      />
      <SelectField
        label="Grille"
        width="medium"
        choices={view.grids.map(({ sha256, title }) => ({ value: sha256, label: title }))}
        value={view.grid === "" ? null : view.grid}
        onChange={onGrid}
      />
    </div>
  );
}

/** Groups of schools side by side, in the order of their names. */
export function GroupsPane() {
  const [grid, setGrid] = useState("");
  const [set, setSet] = useState("");
  const loaded = useCommand("compare_groups", { grid, set, criteria: ALL_VISITS });
  const take = useAction("import_groups");
  return (
    <div className="stack">
      <Card
        title="Groupes d’écoles et d’établissements"
        lead="Les communes et les circonscriptions viennent de l’annuaire. Pour des bassins, des réseaux, ou un collège et ses écoles de secteur, importez un fichier aux colonnes ensemble, groupe, uai, et du, au si un rattachement a changé."
      >
        <FilePick
          label="Importer un fichier de groupes"
          accept=".csv,.xlsx,.txt"
          onStaged={async (staged) => {
            const sets = await take.run({ file: staged.file });
            if (sets !== null) loaded.reload();
          }}
        />
        <Problems failure={take.failure} />
      </Card>
      <Await loaded={loaded}>
        {(view) => (
          <>
            <Choices view={view} onGrid={setGrid} onSet={setSet} />
            <p className="muted">
              Par ordre alphabétique, jamais selon un résultat. Deux groupes ne se comparent que si
              les écoles visitées y sont comparables.
            </p>
            {view.indicators.length === 0 ? (
              <EmptyState icon="grids" title="Rien à comparer">
                Aucune visite qui compte n’est dans ces groupes.
              </EmptyState>
            ) : null}
            {view.indicators.map((indicator) => (
              <Compared key={indicator.code} indicator={indicator} of={view.set} />
            ))}
          </>
        )}
      </Await>
    </div>
  );
}
