import { Card } from "../../components/Card";
import { Problem } from "../../components/Problems";
import type { DisbelievedView } from "../../generated/commands";

/** What the store gave and that no signature or chain makes believable: told, and never used. */
export function DisbelievedCard({ disbelieved }: { disbelieved: readonly DisbelievedView[] }) {
  if (disbelieved.length === 0) return null;
  return (
    <Card
      title="Pas cru"
      lead="L’entrepôt a donné ces documents, et Carnet ne les a pas crus : rien n’en est utilisé. Prévenez votre gardien et le RSSI de l’académie."
    >
      <ul role="list" className="problems-list">
        {disbelieved.map(({ title, sha256, reason }) => (
          <Problem key={sha256} problem={{ ...reason, at: title }}>
            <span className="code small muted">{sha256}</span>
          </Problem>
        ))}
      </ul>
    </Card>
  );
}
