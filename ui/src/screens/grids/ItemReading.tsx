import type { ItemView } from "../../generated/commands";
import { AnswerReading } from "./AnswerReading";

const EVIDENCE: Record<string, string> = {
  observed: "Observé",
  declared: "Déclaré",
  document: "Sur document",
};

const SCOPE: Record<string, string> = {
  seance: "à chaque séance",
  visit: "une fois par visite",
};

/** An observable to read: what is looked at, how it is answered, what it refers to. */
export function ItemReading({ item }: { item: ItemView }) {
  return (
    <article className="item-reading" aria-labelledby={`item-${item.code}`}>
      <header className="item-head">
        <h3 id={`item-${item.code}`}>{item.label}</h3>
        <span className="muted small">
          {[EVIDENCE[item.evidence] ?? "", SCOPE[item.scope] ?? ""]
            .filter((part) => part !== "")
            .join(", ")}
        </span>
      </header>
      {item.look_for === "" ? null : (
        <p>
          <span className="muted">Ce qu’on regarde : </span>
          {item.look_for}
        </p>
      )}
      <AnswerReading answer={item.answer} />
      {item.competences.length === 0 ? null : (
        <p className="item-competences">
          {item.competences.map((competence) => (
            <span key={competence} className="mark">
              {competence}
            </span>
          ))}
        </p>
      )}
    </article>
  );
}
