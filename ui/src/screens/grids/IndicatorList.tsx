import type { IndicatorView } from "../../generated/commands";

/** What the grid allows to count, each with the sentence of its reader. */
export function IndicatorList({ indicators }: { indicators: IndicatorView[] }) {
  if (indicators.length === 0) {
    return <p className="muted">Cette grille ne définit aucun indicateur.</p>;
  }
  return (
    <dl className="indicators">
      {indicators.map((indicator) => (
        <div key={indicator.code}>
          <dt>{indicator.label}</dt>
          <dd>{indicator.sentence}</dd>
        </div>
      ))}
    </dl>
  );
}
