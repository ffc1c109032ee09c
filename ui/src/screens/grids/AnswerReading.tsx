import type { AnswerKindView } from "../../generated/commands";
import { count } from "../../text/format";

/** How an observable is answered: the levels with their descriptors, the choices, or in a few words. */
export function AnswerReading({ answer }: { answer: AnswerKindView }) {
  switch (answer.type) {
    case "level":
      return (
        <dl className="levels-reading">
          {answer.levels.map((level) => (
            <div key={level.value}>
              <dt>
                <span className="level-value">{level.value}</span> {level.label}
              </dt>
              <dd>{level.descriptor}</dd>
            </div>
          ))}
        </dl>
      );
    case "single":
    case "multiple":
      return (
        <>
          <p className="muted small">
            {answer.type === "single" ? "Une réponse :" : "Une ou plusieurs réponses :"}
          </p>
          <ul className="choices-reading">
            {answer.choices.map((choice) => (
              <li key={choice.code}>{choice.label}</li>
            ))}
            {answer.type === "single" && answer.or_other ? <li>Autre, à préciser</li> : null}
          </ul>
        </>
      );
    case "yes_no":
      return <p className="muted small">Oui ou non.</p>;
    case "count":
      return (
        <p className="muted small">
          Un nombre, de {count(answer.min)} à {count(answer.max)}.
        </p>
      );
    case "duration":
      return <p className="muted small">Une durée, en minutes.</p>;
    case "text":
      return <p className="muted small">Un texte libre.</p>;
    case "note":
      return null;
    case "unsupported":
      return (
        <p className="muted small">
          Cette version de Carnet montre cet observable sans le remplir.
        </p>
      );
  }
}
