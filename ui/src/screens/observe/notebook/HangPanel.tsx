import { useEffect, useRef } from "react";

import { Button } from "../../../components/Button";
import { SelectField } from "../../../components/SelectField";
import { TimeField } from "../../../components/TimeField";
import type { NoteView } from "../../../generated/commands";
import { useObserving } from "../observing";
import { seanceWords } from "../seanceWords";
import { HangTargets } from "./HangTargets";
import type { Paragraph } from "./paragraph";

const OUTSIDE = "outside";

/** Beside a paragraph: what it may hang on, its minute, and its séance where there are several. */
export function HangPanel({
  paragraph,
  note,
  onClose,
}: {
  paragraph: Paragraph;
  note: NoteView;
  onClose: () => void;
}) {
  const { grid, visit } = useObserving();
  const { seances } = visit.plan;
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
            if (time !== "") paragraph.put({ time });
          }}
        />
      )}
      {seances.length < 2 ? null : (
        <SelectField
          label="Séance du paragraphe"
          choices={[
            ...seances.map(({ id }) => ({ value: id, label: seanceWords(id, seances) })),
            { value: OUTSIDE, label: "En dehors des séances" },
          ]}
          value={note.seance ?? OUTSIDE}
          onChange={(seance) => {
            paragraph.put({ seance: seance === OUTSIDE ? null : seance });
          }}
        />
      )}
      <Button icon="check" onPress={onClose}>
        Revenir au paragraphe
      </Button>
    </div>
  );
}
