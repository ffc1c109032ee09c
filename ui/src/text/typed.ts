/** Reads what a person types as a date or a time. What cannot be read gives null; whether it suits is not judged here. */

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

function isoDay(year: number, month: number, day: number): string | null {
  const read = new Date(Date.UTC(year, month - 1, day));
  const exists = read.getUTCMonth() === month - 1 && read.getUTCDate() === day;
  return exists ? `${String(year)}-${pad(month)}-${pad(day)}` : null;
}

/** `24/11/2026`, `24-11-26`, `24.11` (in the year of `today`), `24112026`: as `2026-11-24`. */
export function readDate(typed: string, today: string): string | null {
  const text = typed.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return isoDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)));
  }
  const packed = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  const parts = packed ?? /^(\d{1,2})[/.\s-](\d{1,2})(?:[/.\s-](\d{4}|\d{2}))?$/.exec(text);
  if (parts === null) return null;
  const typedYear = parts[3] ?? today.slice(0, 4);
  const year = Number(typedYear.length === 2 ? `20${typedYear}` : typedYear);
  return isoDay(year, Number(parts[2]), Number(parts[1]));
}

/** `8h15`, `8:15`, `815`, `08.15`, `8h`: as `08:15`. */
export function readTime(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  const parts = /^(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text);
  if (parts === null) return null;
  const hours = Number(parts[1]);
  const minutes = Number(parts[2] ?? "0");
  return hours < 24 && minutes < 60 ? `${pad(hours)}:${pad(minutes)}` : null;
}
