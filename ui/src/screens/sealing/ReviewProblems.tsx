import { Card } from "../../components/Card";
import { Icon } from "../../components/Icon";
import { Problems } from "../../components/Problems";
import type { ProblemView } from "../../generated/commands";

/** What must be corrected before sealing, then what deserves another look. */
export function ReviewProblems({ problems }: { problems: readonly ProblemView[] }) {
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  return (
    <>
      {errors.length === 0 ? null : (
        <Card title="Ce qui empêche de sceller">
          <Problems problems={errors} />
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
          <Problems problems={warnings} />
        )}
      </Card>
    </>
  );
}
