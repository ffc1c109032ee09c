/** U+00A0, before a colon and inside guillemets. */
export const NO_BREAK_SPACE = "\u00a0";
/** U+202F, before ; ? ! % and between thousands. */
export const NARROW_SPACE = "\u202f";

function utcDay(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

function dayFormat(options: Intl.DateTimeFormatOptions): (date: string) => string {
  const format = new Intl.DateTimeFormat("fr-FR", { ...options, timeZone: "UTC" });
  return (date) => {
    const day = utcDay(date);
    if (Number.isNaN(day.getTime())) return date;
    const parts = format.formatToParts(day);
    // « 1er février »: what the system's words leave out.
    const first = parts.some(({ type, value }) => type === "day" && value === "1");
    const words = parts.map(({ type, value }) => (first && type === "day" ? "1er" : value));
    return words.join("");
  };
}

/** « mardi 24 novembre 2026 », from `2026-11-24`. */
export const longDate = dayFormat({
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});

/** « 24 novembre 2026 ». */
export const plainDate = dayFormat({ day: "numeric", month: "long", year: "numeric" });

/** « du 19 décembre 2026 au 3 janvier 2027 », « le 7 mai 2027 ». */
export function spanWords(first: string, last: string): string {
  return first === last ? `le ${plainDate(first)}` : `du ${plainDate(first)} au ${plainDate(last)}`;
}

/** « mar. 24 nov. ». */
export const shortDate = dayFormat({ weekday: "short", day: "numeric", month: "short" });

/** « 24/11/2026 ». */
export const numericDate = dayFormat({ day: "2-digit", month: "2-digit", year: "numeric" });

/** « novembre 2026 ». */
export const monthName = dayFormat({ month: "long", year: "numeric" });

/** « 7 h 13 », from `07:13`: an hour as it is said, its minutes always in two figures. */
export function clockWords(time: string): string {
  const [hours, minutes] = time.split(":");
  if (hours === undefined || minutes === undefined) return time;
  return `${String(Number(hours))}${NO_BREAK_SPACE}h${NO_BREAK_SPACE}${minutes}`;
}

/** « 7 h 13 » on the clocks of `zone`, from an instant in UTC. */
export function clockTime(instant: string, zone: string): string {
  const time = new Intl.DateTimeFormat("fr-FR", { timeStyle: "short", timeZone: zone });
  return clockWords(time.format(new Date(instant)));
}

/** « 24 novembre 2026 à 7 h 13 » on the clocks of `zone`. */
export function dateAndTime(instant: string, zone: string): string {
  const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: zone });
  return `${day.format(new Date(instant))} à ${clockTime(instant, zone)}`;
}

const integer = new Intl.NumberFormat("fr-FR");
const decimal = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

/** « 1 234 », with a narrow no-break space. */
export function count(value: number): string {
  return integer.format(value);
}

/** « 61,5 % », from 61.5. */
export function percent(value: number): string {
  return `${decimal.format(value)}${NARROW_SPACE}%`;
}

/** « 1 école », « 12 écoles »: in French zero and one are singular. */
export function counted(value: number, singular: string, plural = `${singular}s`): string {
  return `${count(value)}${NO_BREAK_SPACE}${Math.abs(value) < 2 ? singular : plural}`;
}

/** « 1,4 Mo », from bytes. */
export function fileSize(bytes: number): string {
  const units = ["octets", "Ko", "Mo", "Go"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${decimal.format(value)}${NO_BREAK_SPACE}${units[unit] ?? ""}`;
}
