import { useState } from "react";

import { TextField } from "../../../components/TextField";
import type { GridView, NoteView } from "../../../generated/commands";
import { asks } from "../answers/rows";
import { HungItem } from "./HungItem";
import type { Paragraph } from "./paragraph";
import { findItems, hasCode, itemOf, toggleCode, withItem } from "./tags";

/** The items and the codes of the timeline that a paragraph may hang on. */
export function HangTargets({
  paragraph,
  note,
  grid,
}: {
  paragraph: Paragraph;
  note: NoteView;
  grid: GridView;
}) {
  const [typed, setTyped] = useState("");
  const hung = note.tags.flatMap((tag) => (tag.tag === "item" ? [tag] : []));
  const free = findItems(grid, typed).filter(
    (item) => asks(item) && !hung.some((tag) => tag.item === item.code),
  );
  const choose = (item: string) => {
    paragraph.put({ tags: withItem(note.tags, item, null) });
    setTyped("");
  };
  return (
    <>
      {hung.map((tag) => (
        <HungItem
          key={tag.item}
          paragraph={paragraph}
          note={note}
          item={itemOf(grid, tag.item)}
          level={tag.level}
        />
      ))}
      <TextField
        label="Rattacher à un observable"
        placeholder="Chercher un mot"
        autoFocus
        value={typed}
        onChange={setTyped}
        onKeyDown={(event) => {
          const first = free[0];
          if (event.key !== "Enter" || first === undefined) return;
          event.preventDefault();
          choose(first.code);
        }}
      />
      {free.length === 0 ? (
        <p className="small muted" role="status">
          Aucun observable ne correspond.
        </p>
      ) : (
        <ul role="list" className="hang-items">
          {free.map((item) => (
            <li key={item.code}>
              <button
                type="button"
                className="hang-item"
                onClick={({ currentTarget }) => {
                  currentTarget.closest(".hang")?.querySelector("input")?.focus();
                  choose(item.code);
                }}
              >
                {item.label}
              </button>
            </li>
          ))}
        </ul>
      )}
      {grid.tracks.map((track) => (
        <div key={track.code} role="group" aria-label={track.label} className="hang-track">
          <span className="small muted" aria-hidden="true">
            {track.label}
          </span>
          {track.codes.map(({ code, label }) => (
            <button
              key={code}
              type="button"
              className="toggle"
              aria-pressed={hasCode(note.tags, track.code, code)}
              onClick={() => {
                paragraph.put({ tags: toggleCode(note.tags, track.code, code) });
              }}
            >
              {label}
            </button>
          ))}
        </div>
      ))}
    </>
  );
}
