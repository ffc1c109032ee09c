import { useEffect, useState, useSyncExternalStore, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";

import { focusParagraph } from "../focus";
import { useObserving } from "../observing";
import { isBlank, type Paragraph } from "./paragraph";
import { ParagraphField } from "./ParagraphField";
import "./notebook.css";

/** The paragraph that a key in `paragraph` is meant for: itself, or the last one written before while it is still blank. */
function writtenAt(paragraphs: readonly Paragraph[], paragraph: Paragraph): Paragraph | undefined {
  const until = paragraphs.slice(0, paragraphs.indexOf(paragraph) + 1);
  return until.findLast((each) => !isBlank(each.shown()));
}

/** The running notebook: paragraphs stamped with their minute, the last one ready to be written. */
export function NotebookPane() {
  const { grid, notebook, unit, setMode, mode } = useObserving();
  const paragraphs = useSyncExternalStore(notebook.subscribe, notebook.paragraphs);
  const [hanging, setHanging] = useState("");
  useEffect(() => {
    // What is left open is saved when the pane closes; a failure shows when it opens again.
    return () => void notebook.flush().catch(() => undefined);
  }, [notebook]);

  const close = (paragraph: Paragraph) => {
    let next = paragraph;
    flushSync(() => {
      next = notebook.close(paragraph, unit);
    });
    focusParagraph(next.key);
  };
  const hang = (key: string) => {
    if (key === "") return;
    flushSync(() => {
      setHanging(hanging === key ? "" : key);
    });
    if (hanging === key) focusParagraph(key);
  };
  const onKeyDown = (event: KeyboardEvent, paragraph: Paragraph) => {
    if (event.code === "F4") hang(writtenAt(paragraphs, paragraph)?.key ?? "");
    else if (event.code === "Escape" && hanging === paragraph.key) hang(paragraph.key);
    else return;
    event.preventDefault();
  };

  return (
    // Wherever the focus enters the notebook, that is the mode to come back to.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="pane notebook"
      aria-labelledby="notebook-title"
      onFocus={() => {
        if (mode !== "notes") setMode("notes");
      }}
    >
      <div className="pane-head">
        <h2 id="notebook-title">Carnet</h2>
        <p className="small muted">
          <kbd>Entrée</kbd> nouveau paragraphe, <kbd>Maj + Entrée</kbd> à la ligne, <kbd>F4</kbd>{" "}
          {grid === null ? "heure" : "rattacher ou changer l’heure"}
        </p>
      </div>
      <ol role="list" className="paragraphs">
        {paragraphs.map((paragraph) => (
          <ParagraphField
            key={paragraph.key}
            paragraph={paragraph}
            isHanging={hanging === paragraph.key}
            onHang={hang}
            onClose={close}
            onKeyDown={onKeyDown}
          />
        ))}
      </ol>
    </section>
  );
}
