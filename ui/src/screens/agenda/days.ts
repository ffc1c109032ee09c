/** Days are written `2026-11-24`; all sums are made in UTC, so that no clock change can move one. */

const DAY = 86_400_000;

function instant(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** The day `count` days after, or before. */
export function addDays(date: string, count: number): string {
  return new Date(instant(date) + count * DAY).toISOString().slice(0, 10);
}

/** The Monday of the week of a day. */
export function mondayOf(date: string): string {
  return addDays(date, -((new Date(instant(date)).getUTCDay() + 6) % 7));
}

/** The days of the week of a day on which schools may be open, Monday to Saturday, and Sunday where something stands on it. */
export function weekOf(date: string, taken: readonly string[]): string[] {
  const monday = mondayOf(date);
  const days = [0, 1, 2, 3, 4, 5, 6].map((count) => addDays(monday, count));
  return days.filter((day, rank) => rank < 6 || taken.includes(day));
}

/** The first day of the month of a day. */
export function monthStart(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

/** The first day of the month so many months after, or before. */
export function addMonths(date: string, count: number): string {
  const day = new Date(instant(monthStart(date)));
  day.setUTCMonth(day.getUTCMonth() + count);
  return day.toISOString().slice(0, 10);
}

/** The last day of the month of a day. */
export function monthEnd(date: string): string {
  return addDays(addMonths(date, 1), -1);
}

/** A half-day, as an agenda shows it. */
export type HalfDay = "morning" | "afternoon";

/** The half-day in which a time stands; what has no time yet stands in the morning. */
export function halfDayOf(time: string): HalfDay {
  return time >= "13:00" ? "afternoon" : "morning";
}
