import type { ReactNode } from "react";

import { Icon } from "./Icon";
import "./EntryList.css";

/** A line that opens a page. */
export interface Entry {
  key: string;
  title: string;
  details: string;
  /** An identifier, in letters of one width. */
  code?: string;
  marks?: ReactNode;
}

/** Lines of an index, each a button that opens its page. */
export function EntryList({
  label,
  entries,
  onOpen,
}: {
  /** Read by screen readers. */
  label: string;
  entries: readonly Entry[];
  onOpen: (key: string) => void;
}) {
  return (
    <ul role="list" className="entries" aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <button
            type="button"
            className="entry"
            onClick={() => {
              onOpen(entry.key);
            }}
          >
            <span className="entry-words">
              <span className="entry-title">{entry.title}</span>
              <span className="entry-details">{entry.details}</span>
            </span>
            <span className="entry-marks">{entry.marks}</span>
            {entry.code === undefined ? null : <span className="code muted">{entry.code}</span>}
            <Icon name="right" />
          </button>
        </li>
      ))}
    </ul>
  );
}
