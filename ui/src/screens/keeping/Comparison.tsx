import type { ChangedVisitView, ComparisonView, VisitSummary } from "../../generated/commands";
import { counted } from "../../text/format";
import { visitWords } from "../../text/visitWords";

function Visits({ title, visits }: { title: string; visits: readonly VisitSummary[] }) {
  if (visits.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {visits.map((visit) => (
          <li key={visit.id}>{visitWords(visit)}</li>
        ))}
      </ul>
    </section>
  );
}

function Changed({ changed }: { changed: readonly ChangedVisitView[] }) {
  if (changed.length === 0) return null;
  return (
    <section>
      <h3>Redeviendraient comme elles étaient</h3>
      <ul>
        {changed.map(({ visit, now, then }) => (
          <li key={visit.id}>
            {visitWords(visit)}
            {"\u00a0"}: modifiée {now} ici, {then} dans la sauvegarde
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What restoring a backup would change, in words. */
export function Comparison({ found }: { found: ComparisonView }) {
  if (found.nothing) {
    return (
      <p>
        Cette sauvegarde a les mêmes visites et le même registre que le carnet. L’annuaire, les
        vacances et les réglages peuvent différer{"\u00a0"}: ils redeviendraient ceux de ce jour-là.
      </p>
    );
  }
  return (
    <>
      <Visits title="Quitteraient le carnet (faites depuis)" visits={found.lost} />
      <Visits title="Reviendraient dans le carnet" visits={found.returned} />
      <Changed changed={found.changed} />
      {found.register_lost + found.register_returned === 0 ? null : (
        <p>
          Registre des enseignants{"\u00a0"}: {counted(found.register_lost, "modification")} en
          moins, {counted(found.register_returned, "modification")} en plus.
        </p>
      )}
      <p className="muted">{counted(found.same, "visite")} sans changement.</p>
      <p>
        Rien n’est détruit{"\u00a0"}: le carnet d’aujourd’hui est mis de côté, intact, et son
        dossier vous est indiqué. Le carnet se verrouille ensuite.
      </p>
    </>
  );
}
