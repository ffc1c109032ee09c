import type { HolidayView } from "../../generated/commands";
import { spanWords } from "../../text/format";

/** The holidays of a day, or of a month with their days. */
export function HolidaysOf({
  holidays,
  alone = false,
}: {
  holidays: readonly HolidayView[];
  /** Without the days: they are those of the column. */
  alone?: boolean;
}) {
  return holidays.map(({ label, first, last }) =>
    alone ? (
      <span key={`${first} ${label}`} className="holiday small muted">
        {label}
      </span>
    ) : (
      <p key={`${first} ${label}`} className="small muted">
        {`${label}\u00a0: ${spanWords(first, last)}`}
      </p>
    ),
  );
}
