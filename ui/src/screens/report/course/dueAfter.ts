import { addDays } from "../../agenda/days";

/** The last day to reply to a report handed over on `day`; null where no delay is known. */
export function dueAfter(day: string, replyDays: number | null): string | null {
  return day === "" || replyDays === null ? null : addDays(day, replyDays);
}
