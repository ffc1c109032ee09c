import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

import { Button } from "../../../components/Button";
import { takeAway } from "../../../components/takeAway";
import type { ItemView, NoteView } from "../../../generated/commands";
import { answerIn, levelWords } from "../answers/rows";
import { useObserving } from "../observing";
import type { Paragraph } from "./paragraph";
import { withItem, withoutItem } from "./tags";

/** An item that a paragraph hangs on, with the level given with it. */
export function HungItem({
  paragraph,
  note,
  item,
  level,
}: {
  paragraph: Paragraph;
  note: NoteView;
  item: ItemView | undefined;
  level: number | null;
}) {
  const { queue } = useObserving();
  const { units } = useSyncExternalStore(queue.subscribe, queue.answers);
  if (item === undefined) return null;
  const unit = item.scope === "visit" ? null : note.seance;
  const { state } = answerIn(units, unit, item.code);
  const inGrid = state.state === "level" && state.value === level;
  const hangs = item.scope === "visit" || note.seance !== null;
  return (
    <div className="hung" role="group" aria-label={item.label}>
      <div className="hung-head">
        <strong>{item.label}</strong>
        <Button
          kind="quiet"
          icon="close"
          iconOnly
          onPress={({ target }) => {
            takeAway(target.closest(".hung"), () => {
              paragraph.put({ tags: withoutItem(note.tags, item.code) });
            });
          }}
        >
          {`Détacher de «\u00a0${item.label}\u00a0»`}
        </Button>
      </div>
      {item.answer.type !== "level" ? null : (
        <div className="hung-levels">
          {item.answer.levels.map(({ value }) => (
            <button
              key={value}
              type="button"
              className="toggle"
              aria-pressed={level === value}
              onClick={() => {
                const next = level === value ? null : value;
                paragraph.put({ tags: withItem(note.tags, item.code, next) });
              }}
            >
              {levelWords(item, value)}
            </button>
          ))}
        </div>
      )}
      {level === null || !hangs ? null : inGrid ? (
        <p className="small muted" role="status">
          Même niveau dans la grille.
        </p>
      ) : (
        <Button
          kind="quiet"
          icon="next"
          onPress={({ target }) => {
            const hung = target.closest(".hung");
            flushSync(() => {
              queue.answer(unit, item.code, { state: "level", value: level });
            });
            hung?.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
          }}
        >
          Reporter ce niveau dans la grille
        </Button>
      )}
    </div>
  );
}
