import { useNavigation } from "../../app/navigation";
import { PageTitle } from "../../components/PageTitle";
import type { VisitView } from "../../generated/commands";
import { StatusMark } from "./StatusMark";
import { whenWords, whereWords } from "./visitWords";
import "./VisitHead.css";

/** The screens of one visit, in the order in which they are used. */
export type VisitStep = "visit" | "observe" | "review" | "report";

function stepsOf(notesOnly: boolean): { step: VisitStep; label: string }[] {
  const start = [
    { step: "visit" as const, label: "Préparer" },
    { step: "observe" as const, label: "Observer" },
  ];
  if (notesOnly) return [...start, { step: "review", label: "Clore" }];
  return [
    ...start,
    { step: "review", label: "Relire et sceller" },
    { step: "report", label: "Compte rendu" },
  ];
}

/** The head of the four screens of a visit: whose it is, where it stands, and the way to the others. */
export function VisitHead({
  visit,
  step,
  takesFocus = true,
}: {
  visit: VisitView;
  step: VisitStep;
  takesFocus?: boolean;
}) {
  const { go } = useNavigation();
  const { summary } = visit;
  const steps = stepsOf(visit.kind.notes_only);
  const label = steps.find((candidate) => candidate.step === step)?.label ?? "";
  return (
    <div className="visit-head">
      <PageTitle
        takesFocus={takesFocus}
        actions={<StatusMark status={summary.status} />}
        lead={
          <span className="visit-head-lead">
            <span>
              {[summary.kind, whenWords(summary), whereWords(summary)].filter(Boolean).join(" · ")}
            </span>
          </span>
        }
      >
        {[label, summary.subject].filter(Boolean).join(" · ")}
      </PageTitle>
      <nav className="visit-steps" aria-label="Étapes de la visite">
        {steps.map((other) => (
          <button
            key={other.step}
            type="button"
            className="visit-step"
            aria-current={other.step === step ? "step" : undefined}
            onClick={() => {
              if (other.step !== step) go({ screen: other.step, id: summary.id });
            }}
          >
            {other.label}
          </button>
        ))}
      </nav>
    </div>
  );
}
