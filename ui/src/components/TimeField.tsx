import { useState } from "react";

import { readTime } from "../text/typed";
import type { FieldWords } from "./FieldFrame";
import { TextField } from "./TextField";

/** A time of day. */
export interface TimeFieldProps extends FieldWords {
  /** `08:15`; empty for none. */
  value: string;
  onChange: (value: string) => void;
  isDisabled?: boolean;
}

/** A time, typed as one says it: 8h15, 8:15, 815. Controlled; tells a change once it reads a time, or nothing. */
export function TimeField({ value, onChange, error, ...props }: TimeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const unread = typed !== null && typed.trim() !== "" && readTime(typed) === null;
  const [left, setLeft] = useState(false);
  return (
    <TextField
      {...props}
      width="short"
      inputMode="text"
      placeholder="08:15"
      value={typed ?? value}
      error={unread && left ? "Une heure s’écrit comme 08:15 ou 8h15." : error}
      onChange={(text) => {
        setTyped(text);
        setLeft(false);
        const time = text.trim() === "" ? "" : readTime(text);
        if (time !== null && time !== value) onChange(time);
      }}
      onBlur={() => {
        setLeft(true);
        if (!unread) setTyped(null);
        // Nothing is done with the former time while another, unread, is in view.
        else if (value !== "") onChange("");
      }}
    />
  );
}
