import type { CalendarDate } from "@internationalized/date";
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from "react-aria-components";

import { Button } from "./Button";
import "./MonthCalendar.css";

/** One month, by arrows or by touch; weeks begin on Monday. */
export function MonthCalendar({
  value,
  today,
  onPick,
}: {
  value: CalendarDate | null;
  today: CalendarDate;
  onPick: (day: CalendarDate) => void;
}) {
  return (
    <Calendar
      className="calendar"
      value={value}
      defaultFocusedValue={value ?? today}
      onChange={onPick}
      autoFocus
    >
      <div className="calendar-head">
        <Button slot="previous" kind="quiet" icon="left" iconOnly>
          Mois précédent
        </Button>
        <Heading level={2} className="calendar-month" />
        <Button slot="next" kind="quiet" icon="right" iconOnly>
          Mois suivant
        </Button>
      </div>
      <CalendarGrid weekdayStyle="short">
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className="calendar-day-name">{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell
              date={date}
              className={`calendar-day ${date.compare(today) === 0 ? "calendar-today" : ""}`}
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
