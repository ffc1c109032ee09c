import { Card } from "../../components/Card";
import { Problem } from "../../components/Problems";
import type { DifferingView } from "../../generated/commands";

/** The laptops that the store gave something else: one of them does not see all, or is mistaken. */
export function DifferingCard({ differing }: { differing: readonly DifferingView[] }) {
  if (differing.length === 0) return null;
  return (
    <Card
      title="Pas la même chose pour tous"
      lead="Chaque carnet dit aux autres jusqu’où l’entrepôt lui a tout donné. Ceux-ci ne disent pas comme le vôtre. La prochaine synchronisation relit tout ; si cela dure, prévenez votre gardien et le RSSI de l’académie."
    >
      <ul role="list" className="problems-list">
        {differing.map(({ what, author, own, reason }) => (
          <Problem key={`${what} ${author}`} problem={{ ...reason, at: what }}>
            <span className="small muted">
              {own ? "Un autre de vos ordinateurs" : "Empreinte de la personne"}
              {" : "}
              <span className="code">{author}</span>
            </span>
          </Problem>
        ))}
      </ul>
    </Card>
  );
}
