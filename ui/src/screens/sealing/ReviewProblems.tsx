import { Card } from "../../components/Card";
import { Icon } from "../../components/Icon";
import { Problem } from "../../components/Problems";
import type { FindingView } from "../../generated/commands";
import { FindingSpots } from "./FindingSpots";

function Findings({ visit, findings }: { visit: string; findings: readonly FindingView[] }) {
  const severity = findings[0]?.severity ?? "warning";
  return (
    <div className={`problems problems-${severity}`}>
      <ul role="list" className="problems-list">
        {findings.map((finding, rank) => (
          <Problem key={`${finding.code} ${finding.at} ${String(rank)}`} problem={finding}>
            <FindingSpots visit={visit} spots={finding.spots} />
          </Problem>
        ))}
      </ul>
    </div>
  );
}

/** What must be corrected before sealing, then what deserves another look; each leads to its place. */
export function ReviewProblems({
  visit,
  findings,
}: {
  visit: string;
  findings: readonly FindingView[];
}) {
  const errors = findings.filter(({ severity }) => severity === "error");
  const warnings = findings.filter(({ severity }) => severity === "warning");
  return (
    <>
      {errors.length === 0 ? null : (
        <Card title="Ce qui empêche de sceller">
          <Findings visit={visit} findings={errors} />
        </Card>
      )}
      <Card
        title="À relire avant de sceller"
        lead="Rien de ceci n’empêche de sceller. Un compte rendu ne dit rien de la santé, des opinions, de la grève ni de la religion, et ne nomme aucun élève."
      >
        {warnings.length === 0 ? (
          <p className="review-clear">
            <Icon name="check" /> Rien à signaler.
          </p>
        ) : (
          <Findings visit={visit} findings={warnings} />
        )}
      </Card>
    </>
  );
}
