import type { AgendaView } from "./AgendaBar";

/** Where the agenda was left. */
export interface AgendaLeftAt {
  view: AgendaView;
  /** A day of the week or month in view; null for today, whatever day that becomes. */
  day: string | null;
}

let latest: AgendaLeftAt = { view: "week", day: null };

/** Where the agenda was left, since Carnet was opened. */
export function agendaLeftAt(): AgendaLeftAt {
  return latest;
}

/** Keeps where the agenda is. */
export function leaveAgendaAt(place: AgendaLeftAt): void {
  latest = place;
}
