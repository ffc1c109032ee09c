import { useState } from "react";

import { useUndo } from "../../../app/undo/undo";
import { failureOf } from "../../../backend/failure";
import { Button } from "../../../components/Button";
import { Problems } from "../../../components/Problems";
import type { Failure, NoteView } from "../../../generated/commands";
import { focusComposer } from "../focus";
import { useObserving } from "../observing";
import type { Paragraph } from "./paragraph";
import { tagWords } from "./tags";

/** What a paragraph hangs on, and what can be done with it. */
export function ParagraphFoot({
  paragraph,
  note,
  label,
  isHanging,
  onHang,
}: {
  paragraph: Paragraph;
  note: NoteView;
  label: string;
  isHanging: boolean;
  onHang: (key: string) => void;
}) {
  const { grid, notebook } = useObserving();
  const offer = useUndo();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const remove = async () => {
    setPending(true);
    setFailure(null);
    try {
      const putBack = await notebook.remove(paragraph);
      offer({ words: "Paragraphe supprimé.", undo: putBack });
      // Once the offer has its room: what is written next is in view.
      requestAnimationFrame(focusComposer);
    } catch (thrown) {
      setFailure(failureOf(thrown));
      setPending(false);
    }
  };
  return (
    <>
      {note.tags.length === 0 ? null : (
        <ul role="list" className="tags" aria-label={`${label}\u00a0: rattaché à`}>
          {note.tags.map((tag) => (
            <li key={JSON.stringify(tag)} className="tag">
              {grid === null ? "" : tagWords(tag, grid)}
            </li>
          ))}
        </ul>
      )}
      <span className="paragraph-actions">
        <Button
          kind="quiet"
          icon={grid === null ? "clock" : "grids"}
          aria-expanded={isHanging}
          onPress={() => {
            onHang(paragraph.key);
          }}
        >
          {grid === null ? "Heure" : "Rattacher"}
        </Button>
        {grid === null ? null : (
          <button
            type="button"
            className="toggle"
            aria-pressed={note.in_report}
            onClick={() => {
              paragraph.put({ in_report: !note.in_report });
            }}
          >
            {note.in_report ? "Cité" : "Citer"}
            <span className="visually-hidden"> au compte rendu</span>
          </button>
        )}
        <Button kind="quiet" icon="trash" iconOnly isPending={pending} onPress={remove}>
          Supprimer ce paragraphe
        </Button>
      </span>
      <Problems failure={failure} />
    </>
  );
}
