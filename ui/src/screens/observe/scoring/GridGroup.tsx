import { counted } from "../../../text/format";
import { answerIn, progressOf, sortedOut, type RowGroup } from "../answers/rows";
import type { Answers } from "../answers/answerQueue";
import { ItemRow } from "./ItemRow";
import type { RowActions } from "./rowActions";

/** A section of the grid: its heading, its progress, its rows. */
export function GridGroup({
  group,
  answers,
  current,
  figures,
  actions,
}: {
  group: RowGroup;
  answers: Answers;
  current: string;
  figures: boolean;
  actions: RowActions;
}) {
  const { shown, aside } = sortedOut(group.rows, answers.units);
  const { answered, asked } = progressOf(group.rows, answers.units);
  return (
    <section className="grid-group" aria-labelledby={`${group.key}-title`}>
      <div className="grid-group-head">
        <h3 id={`${group.key}-title`}>{group.label}</h3>
        <span className="small muted numbers">
          {answered}
          {"\u00a0"}/{"\u00a0"}
          {asked}
        </span>
      </div>
      <ol role="list" className="item-rows">
        {shown.map((row) => (
          <ItemRow
            key={row.key}
            row={row}
            answer={answerIn(answers.units, row.unit, row.item.code)}
            saved={!answers.unsaved.has(row.key)}
            refused={answers.refused.get(row.key)}
            current={row.key === current}
            figures={figures}
            actions={actions}
          />
        ))}
      </ol>
      {aside === 0 ? null : (
        <p className="small muted">
          {counted(aside, "observable mis", "observables mis")} de côté par les réponses données.
        </p>
      )}
    </section>
  );
}
