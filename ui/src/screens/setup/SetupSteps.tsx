import { Icon } from "../../components/Icon";
import "./SetupSteps.css";

/** The states of a first start. */
export type SetupState = "no_notebook" | "confirm_recovery" | "inspector" | "directory";

const STEPS: readonly { state: SetupState; label: string }[] = [
  { state: "no_notebook", label: "Phrase de passe" },
  { state: "confirm_recovery", label: "Code de secours" },
  { state: "inspector", label: "Vous et votre académie" },
  { state: "directory", label: "Écoles et établissements" },
];

/** The steps of a first start, on the cover: those done, the present one, those to come. */
export function SetupSteps({ state }: { state: SetupState }) {
  const present = STEPS.findIndex((step) => step.state === state);
  return (
    <ol className="steps" role="list" aria-label="Étapes du premier démarrage">
      {STEPS.map((step, rank) => (
        <li key={step.state} className="step" aria-current={rank === present ? "step" : undefined}>
          <span className="step-rank" aria-hidden="true">
            {rank < present ? <Icon name="check" /> : rank + 1}
          </span>
          <span>
            {step.label}
            {rank < present ? <span className="visually-hidden"> (fait)</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
