import type { HolidayView } from "../../generated/commands";

/** What tells one holiday from another. */
export function holidayKey({ label, first, last }: HolidayView): string {
  return [first, last, label].join(" ");
}
