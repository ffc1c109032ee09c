import { parseDate } from "@internationalized/date";
import { useState } from "react";
import { Dialog, DialogTrigger, Popover } from "react-aria-components";

import { useSession } from "../app/session";
import { longDate, numericDate } from "../text/format";
import { readDate } from "../text/typed";
import { Button } from "./Button";
import type { FieldWords } from "./FieldFrame";
import { MonthCalendar } from "./MonthCalendar";
import { TextField } from "./TextField";

/** A day. */
export interface DateFieldProps extends FieldWords {
  /** `2026-11-24`; empty for none. */
  value: string;
  onChange: (value: string) => void;
  isDisabled?: boolean;
}

/** What is wrong with a text that is no day. */
function wrong(typed: string): string {
  return /^\s*\d{1,2}\D\d{1,2}\D(\d{2}|\d{4})\s*$/u.test(typed)
    ? "Ce jour n’existe pas."
    : "Une date s’écrit comme 24/11/2026.";
}

/** A day, typed as jj/mm/aaaa or picked in a calendar. Controlled; tells a change once it reads a day, or nothing. */
export function DateField({ value, onChange, error, description, ...props }: DateFieldProps) {
  const { status } = useSession();
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const [open, setOpen] = useState(false);
  const unread = typed !== null && typed.trim() !== "" && readDate(typed, status.today) === null;
  const pick = (date: string) => {
    setTyped(null);
    setOpen(false);
    onChange(date);
  };
  return (
    <TextField
      {...props}
      width="medium"
      inputMode="text"
      placeholder="jj/mm/aaaa"
      description={description ?? (value === "" ? undefined : longDate(value))}
      value={typed ?? (value === "" ? "" : numericDate(value))}
      error={unread && left ? wrong(typed) : error}
      onChange={(text) => {
        setTyped(text);
        setLeft(false);
        const date = text.trim() === "" ? "" : readDate(text, status.today);
        if (date !== null && date !== value) onChange(date);
      }}
      onBlur={() => {
        setLeft(true);
        if (!unread) setTyped(null);
        // Nothing is done with the former day while another, unread, is in view.
        else if (value !== "") onChange("");
      }}
      after={
        <DialogTrigger isOpen={open} onOpenChange={setOpen}>
          <Button icon="agenda" iconOnly isDisabled={props.isDisabled}>
            {`Choisir dans un calendrier\u00a0: ${props.label}`}
          </Button>
          <Popover className="list-popover" placement="bottom end">
            <Dialog className="calendar-dialog" aria-label={props.label}>
              <MonthCalendar
                value={value === "" ? null : parseDate(value)}
                today={parseDate(status.today)}
                onPick={(day) => {
                  pick(day.toString());
                }}
              />
            </Dialog>
          </Popover>
        </DialogTrigger>
      }
    />
  );
}
