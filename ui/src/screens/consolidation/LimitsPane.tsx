import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { EmptyState } from "../../components/EmptyState";
import type { ConsolidationView } from "../../generated/commands";
import { ALL_VISITS } from "./criteria";
import { IndicatorCard } from "./IndicatorCard";

/** The grid in which schools declare what they have. */
const SHEET = "fiche-etablissement";

/** The indicators of a usage grid that say what stood in the way. */
const LIMITS: readonly string[] = [
  "limites_repartition",
  "part_limite_materielle",
  "part_incident",
  "incidents_repartition",
  "part_outils_en_etat",
  "appareils_pour_100",
];

function Declared({ sha256 }: { sha256: string }) {
  const loaded = useCommand("consolidation", { grid: sha256, criteria: ALL_VISITS });
  return (
    <Await loaded={loaded}>
      {(view) => (
        <>
          {view.indicators.map((indicator) => (
            <IndicatorCard key={indicator.code} indicator={indicator} />
          ))}
        </>
      )}
    </Await>
  );
}

function Limits({ view }: { view: ConsolidationView }) {
  const sheet = view.grids.find(({ code }) => code === SHEET);
  const shown = view.indicators.filter(({ code }) => LIMITS.includes(code));
  return (
    <div className="stack">
      <h2>Ce qui a limité les usages</h2>
      {shown.map((indicator) => (
        <IndicatorCard key={indicator.code} indicator={indicator} />
      ))}
      <h2>Ce que déclarent les fiches établissement</h2>
      {sheet === undefined ? (
        <EmptyState icon="schools" title="Aucune fiche établissement ne compte encore">
          {
            "Une fiche se remplit lors d’une visite d’école ou d’établissement. Elle dit l’équipement, à côté de ce qui a manqué en classe."
          }
        </EmptyState>
      ) : (
        <Declared sha256={sheet.sha256} />
      )}
    </div>
  );
}

/** What limited the uses, beside the equipment that schools declare. */
export function LimitsPane() {
  const loaded = useCommand("consolidation", { grid: "", criteria: ALL_VISITS });
  return (
    <Await loaded={loaded}>
      {(view) =>
        view.grids.length === 0 ? (
          <EmptyState icon="grids" title="Aucune visite ne compte encore">
            Une visite compte une fois scellée et son compte rendu remis.
          </EmptyState>
        ) : (
          <Limits view={view} />
        )
      }
    </Await>
  );
}
