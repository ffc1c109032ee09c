import { useSyncExternalStore, type KeyboardEvent } from "react";

import { SavedMark } from "../../../components/SavedMark";
import { TextArea } from "../../../components/TextArea";
import { clockWords } from "../../../text/format";
import { COMPOSER } from "../focus";
import { useObserving } from "../observing";
import { shortSeance } from "../seanceWords";
import { HangPanel } from "./HangPanel";
import { isBlank, type Paragraph } from "./paragraph";
import { ParagraphFoot } from "./ParagraphFoot";
import { ParagraphMark } from "./ParagraphMark";

/** One paragraph of the running notebook: its minute, its words, what it hangs on. */
export function ParagraphField({
  paragraph,
  isHanging,
  onHang,
  onClose,
  onKeyDown,
}: {
  paragraph: Paragraph;
  isHanging: boolean;
  onHang: (key: string) => void;
  onClose: (paragraph: Paragraph) => void;
  onKeyDown: (event: KeyboardEvent, paragraph: Paragraph) => void;
}) {
  const { notebook, visit } = useObserving();
  const note = useSyncExternalStore(paragraph.subscribe, paragraph.shown);
  const state = useSyncExternalStore(paragraph.subscribe, paragraph.state);
  const isNew = note.id === "" && isBlank(note);
  const label = note.time === "" ? "Nouveau paragraphe" : `Paragraphe de ${clockWords(note.time)}`;
  return (
    // The keys are heard from the text and from the buttons of the paragraph.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      id={paragraph.key}
      className={isNew ? "paragraph paragraph-new" : "paragraph"}
      onKeyDown={(event) => {
        onKeyDown(event, paragraph);
      }}
    >
      <div className="paragraph-margin">
        <span className="paragraph-time numbers" aria-hidden="true">
          {note.time === "" ? "…" : clockWords(note.time)}
        </span>
        {visit.plan.seances.length < 2 ? null : (
          <span className="small muted">{shortSeance(note.seance, visit.plan.seances)}</span>
        )}
        <ParagraphMark note={note} state={state} />
      </div>
      <div className="paragraph-body" id={paragraph === notebook.last() ? COMPOSER : undefined}>
        <TextArea
          label={label}
          hiddenLabel
          rows={isNew ? 2 : 1}
          value={note.text}
          onChange={(text) => {
            paragraph.write(text);
          }}
          onBlur={() => {
            notebook.leave(paragraph).catch(() => undefined);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onClose(paragraph);
          }}
        />
        {state.kind === "failed" ? (
          <SavedMark state={state} onRetry={paragraph.attempt} onAbandon={paragraph.abandon} />
        ) : null}
        <div className="paragraph-foot">
          {isNew ? null : (
            <ParagraphFoot
              paragraph={paragraph}
              note={note}
              label={label}
              isHanging={isHanging}
              onHang={onHang}
            />
          )}
        </div>
      </div>
      {isHanging && !isNew ? (
        <HangPanel
          paragraph={paragraph}
          note={note}
          onClose={() => {
            onHang(paragraph.key);
          }}
        />
      ) : null}
    </li>
  );
}
