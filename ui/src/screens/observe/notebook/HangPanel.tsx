import { useEffect, useRef } from "react";

import { Button } from "../../../components/Button";
import { TimeField } from "../../../components/TimeField";
import type { NoteView } from "../../../generated/commands";
import { useObserving } from "../observing";
import { HangTargets } from "./HangTargets";
import type { Paragraph } from "./notebookModel";

/** Beside a paragraph: what it may hang on, and its minute. */
export function HangPanel({
  paragraph,
  note,
  onClose,
}: {
  paragraph: Paragraph;
  note: NoteView;
  onClose: () => void;
}) {
  const { grid } = useObserving();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={panel} className="hang" role="group" aria-label="Préciser ce paragraphe">
      {grid === null ? null : <HangTargets paragraph={paragraph} note={note} grid={grid} />}
      {note.time === "" ? null : (
        <TimeField
          label="Heure du paragraphe"
          value={note.time}
          onChange={(time) => {
            if (time !== "") paragraph.change({ time });
          }}
        />
      )}
      <Button icon="check" onPress={onClose}>
        Revenir au paragraphe
      </Button>
    </div>
  );
}
