import { call } from "../../backend/backend";
import type { PlanView, SeancePlanView, VisitView } from "../../generated/commands";

/** A séance as it is prepared; `key` holds before and after it gets its identifier. */
export type SeanceDraft = SeancePlanView & { key: string };

/** A plan as it is prepared. */
export type PlanDraft = Omit<PlanView, "seances"> & { seances: SeanceDraft[] };

/** Where a new visit starts from. */
export interface PlanStart {
  date: string;
  half: "morning" | "afternoon";
  teacher: string | null;
  uai: string;
}

let made = 0;

function keyed(seance: SeancePlanView): SeanceDraft {
  made += 1;
  return { ...seance, key: `seance-${String(made)}` };
}

function hourAfter(time: string): string {
  const hour = Number(time.slice(0, 2));
  return hour < 23 ? `${String(hour + 1).padStart(2, "0")}${time.slice(2)}` : time;
}

/** An hour's séance with nothing settled but its time, and what it shares with the one before. */
export function blankSeance(start: string, before?: SeanceDraft): SeanceDraft {
  return keyed({
    id: "",
    start,
    end: hourAfter(start),
    started: null,
    ended: null,
    levels: before?.levels ?? [],
    discipline_code: "",
    discipline: "",
    room: before?.room ?? "",
    class: before?.class ?? "",
    half_class: before?.half_class ?? false,
    pupils: before?.pupils ?? null,
    lesson: "",
  });
}

/** A new plan: one séance in its half-day. */
export function newPlan({ date, half, teacher, uai }: PlanStart): PlanDraft {
  return {
    id: "",
    kind: "",
    announced: null,
    announced_on: null,
    teachers: teacher === null ? [] : [teacher],
    uai,
    date,
    seances: [blankSeance(half === "morning" ? "08:30" : "13:30")],
    grid: "",
    objectives: "",
    transcribed: false,
  };
}

/** What the notebook holds, ready to be changed. */
export function draftOf(plan: PlanView): PlanDraft {
  return { ...plan, seances: plan.seances.map(keyed) };
}

/** Saves drafts of one visit, and remembers the identifiers that new séances were given. */
export class PlanSender {
  readonly #ids = new Map<string, string>();

  /** Saves; gives the visit as it is now. */
  readonly save = async (draft: PlanDraft): Promise<VisitView> => {
    const seances = draft.seances.map(({ key, ...seance }) => ({
      ...seance,
      id: this.#ids.get(key) ?? seance.id,
    }));
    const visit = await call("save_plan", { ...draft, seances });
    draft.seances.forEach(({ key }, rank) => {
      const id = visit.plan.seances[rank]?.id;
      if (id !== undefined) this.#ids.set(key, id);
    });
    return visit;
  };
}
