import { memo } from "react";

import { Icon } from "../../../components/Icon";
import { Problems } from "../../../components/Problems";
import { answerWords, sameAnswer } from "../answers/rows";
import { AnswerControl } from "./AnswerControl";
import type { ItemRowProps } from "./rowActions";

const EVIDENCE: Record<string, string> = { declared: "déclaré", document: "sur document" };

/** Answers that need a line of their own. */
const WIDE = new Set(["single", "multiple", "text", "note", "unsupported"]);

function unchanged(before: ItemRowProps, after: ItemRowProps): boolean {
  return (
    before.row.key === after.row.key &&
    before.saved === after.saved &&
    before.refused === after.refused &&
    before.current === after.current &&
    before.figures === after.figures &&
    before.actions === after.actions &&
    sameAnswer(before.answer, after.answer)
  );
}

/** One item: its name, its answer in words, and the means to answer it. */
export const ItemRow = memo(function ItemRow(props: ItemRowProps) {
  const { row, answer, saved, refused, current } = props;
  const evidence = EVIDENCE[row.item.evidence];
  const words = answerWords(row.item, answer.state);
  const inWords = answer.state.state === "level" ? words : "";
  return (
    <li
      id={row.key}
      className="item-row"
      data-current={current}
      data-state={answer.state.state}
      data-wide={WIDE.has(row.item.answer.type)}
    >
      <div className="item-words">
        <span id={`${row.key}-label`} className="item-label">
          {row.item.label}
          {evidence === undefined ? null : <span className="item-evidence"> ({evidence})</span>}
        </span>
        <span className="item-answer">
          {words === "" ? null : (
            <span
              data-saved={saved ? "yes" : "no"}
              data-text={words}
              className="row-mark"
              data-ok={saved}
            >
              {saved ? <Icon name="check" /> : null}
              <span className="visually-hidden">
                {saved ? "Enregistré" : "Pas encore enregistré"}
              </span>
              {inWords}
            </span>
          )}
          {answer.comment === "" ? null : <span className="item-comment">{answer.comment}</span>}
        </span>
      </div>
      <AnswerControl {...props} />
      <Problems problems={answer.objections} />
      <Problems problems={refused ?? []} title="Cette réponse n’est pas enregistrée" />
    </li>
  );
}, unchanged);
