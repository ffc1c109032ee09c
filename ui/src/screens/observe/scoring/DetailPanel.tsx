import { useRef } from "react";

import { Button } from "../../../components/Button";
import type { AnswerView, ItemView } from "../../../generated/commands";
import { levelName, type Row } from "../answers/rows";
import { focusRow } from "../focus";
import { useObserving } from "../observing";
import type { RowActions } from "./rowActions";
import { useRowInView, useUnlessPressed } from "./useDetailPanel";
import { WordsField } from "./WordsField";
import "./detail.css";

const EVIDENCE: Record<string, string> = {
  observed: "À observer dans la classe",
  declared: "Déclaré par l’enseignant",
  document: "D’après un document",
};

function Levels({ row, item, answer }: { row: Row; item: ItemView; answer: AnswerView }) {
  if (item.answer.type !== "level") return null;
  const chosen = answer.state.state === "level" ? answer.state.value : null;
  return (
    <ul role="list" className="descriptors" aria-label="Ce qu’on voit à chaque niveau">
      {item.answer.levels.map(({ value, label, descriptor }) => (
        <li key={value} className="descriptor" data-chosen={value === chosen}>
          {/* Touching a descriptor chooses its level: it is a label of the radio in the row. */}
          <label htmlFor={`${row.key}-${String(value)}`}>
            <strong>{levelName({ value, label })}</strong> {descriptor}
          </label>
        </li>
      ))}
    </ul>
  );
}

/** The item in focus, at hand without leaving its row: what to look for, every level in words, a comment. */
export function DetailPanel({
  actions,
  ...present
}: {
  row: Row;
  answer: AnswerView;
  actions: RowActions;
}) {
  const { queue } = useObserving();
  const { row, answer } = useUnlessPressed(present);
  const { item } = row;
  const panel = useRef<HTMLElement>(null);
  useRowInView(panel, row.key);
  return (
    <aside ref={panel} className="detail" aria-label="L’observable en cours">
      <h3>{item.label}</h3>
      <p className="small">
        <span className="muted">{EVIDENCE[item.evidence] ?? ""}. </span>
        {item.look_for}
      </p>
      <Levels row={row} item={item} answer={answer} />
      <div id="item-comment" className="detail-comment">
        <WordsField
          key={row.key}
          label="Commentaire"
          shownLabel
          multiline
          words={answer.comment}
          onSave={(comment) => queue.write(row.unit, item.code, { state: null, comment })}
        />
        {answer.state.state === "unanswered" ? null : (
          <Button
            kind="quiet"
            icon="close"
            onPress={() => {
              actions.answer(row, { state: "unanswered" });
              focusRow(row.key);
            }}
          >
            Effacer la réponse
          </Button>
        )}
      </div>
      {item.competences.length === 0 ? null : (
        <p className="detail-competences small muted">{item.competences.join(" · ")}</p>
      )}
    </aside>
  );
}
