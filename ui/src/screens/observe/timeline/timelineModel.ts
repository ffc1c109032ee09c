import { call } from "../../../backend/backend";
import { CommandError, failureOf, wasRefused } from "../../../backend/failure";
import type { SaveState } from "../../../components/saveState";
import type { Failure, SlotView, TimelineView } from "../../../generated/commands";

/** What a sample holds: codes by track. */
export type Codes = SlotView["codes"];

/** A sample on its way to the disk. */
interface Step {
  seance: string;
  index: number;
  codes: Codes;
}

/** What the strip shows. */
export interface Timelines {
  /** By séance: as acknowledged, with what is on its way laid over. */
  bySeance: ReadonlyMap<string, TimelineView>;
  state: SaveState;
}

function isOf(step: Step, seance: string, index: number): boolean {
  return step.seance === seance && step.index === index;
}

function withSlot(timeline: TimelineView, index: number, codes: Codes): TimelineView {
  const slots = timeline.slots.map((slot, at) => (at === index ? { ...slot, codes } : slot));
  return { ...timeline, slots };
}

/** The timelines of a visit: each sample is sent as soon as it changes, its last value winning. */
export class TimelineModel {
  readonly #visit: string;
  readonly #onSaved: () => void;
  readonly #listeners = new Set<() => void>();
  readonly #acknowledged: Map<string, TimelineView>;
  #steps: readonly Step[] = [];
  /** How often something was noted or acknowledged. */
  #turn = 0;
  #past: Step[] = [];
  #underway: Promise<void> | null = null;
  #stopped: Failure | null = null;
  #savedAt: string | null = null;
  #shown: Timelines;

  /** `onSaved` is told of each sample that is on the disk. */
  constructor(visit: string, timelines: Record<string, TimelineView>, onSaved: () => void) {
    this.#visit = visit;
    this.#onSaved = onSaved;
    this.#acknowledged = new Map(Object.entries(timelines));
    this.#shown = { bySeance: this.#acknowledged, state: { kind: "idle" } };
  }

  /** What to show; another object whenever something changed. */
  readonly shown = (): Timelines => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Shows a timeline as a command answered it. */
  readonly know = (timeline: TimelineView): void => {
    this.#acknowledged.set(timeline.seance, timeline);
    this.#show();
  };

  /** Forgets a timeline that was taken away. */
  readonly forget = (seance: string): void => {
    this.#acknowledged.delete(seance);
    this.#past = this.#past.filter((step) => step.seance !== seance);
    this.#show();
  };

  /** Asks where a timeline stands: another sample may be due. Without an answer, it stays as it is. */
  readonly refresh = async (seance: string): Promise<void> => {
    const turn = this.#turn;
    try {
      const timeline = await call("timeline", { visit: this.#visit, seance });
      // What was noted meanwhile may be missing from it.
      if (turn === this.#turn && this.#acknowledged.has(seance)) this.know(timeline);
    } catch {
      // It is asked again with the next sample.
    }
  };

  /** Says what a sample holds. */
  readonly note = (seance: string, index: number, codes: Codes): void => {
    const before = this.#shown.bySeance.get(seance)?.slots[index]?.codes ?? {};
    this.#past = [...this.#past, { seance, index, codes: before }];
    this.#push({ seance, index, codes });
  };

  /** Takes the last change of a sample back; gives its number, null when nothing is left to undo. */
  readonly undo = (seance: string): number | null => {
    const last = this.#past.findLast((step) => step.seance === seance);
    if (last === undefined) return null;
    this.#past = this.#past.filter((step) => step !== last);
    this.#push(last);
    return last.index;
  };

  /** A refused sample was dropped already, and said. */
  readonly abandon = (): void => {
    if (this.#stopped !== null && wasRefused(this.#stopped)) this.#stopped = null;
    this.#show();
  };

  /** Sends again what was stopped; rejects when it still cannot be saved. */
  readonly flush = async (): Promise<void> => {
    this.#stopped = null;
    this.#run();
    await this.#underway;
    const { state } = this.#shown;
    if (state.kind === "failed") throw new CommandError(state.failure);
  };

  /** As `flush`; a failure only shows. */
  readonly attempt = (): void => {
    this.flush().catch(() => undefined);
  };

  #push(step: Step): void {
    const others = this.#steps.filter(
      (other, at) => (at === 0 && this.#underway !== null) || !isOf(other, step.seance, step.index),
    );
    this.#steps = [...others, step];
    this.#turn += 1;
    this.#stopped = null;
    this.#show();
    this.#run();
  }

  #run(): void {
    if (this.#underway === null && this.#steps.length > 0) this.#underway = this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    for (let step = this.#steps[0]; step !== undefined; step = this.#steps[0]) {
      try {
        const saved = await call("save_sample", { visit: this.#visit, ...step });
        this.#take(step, saved.slot, saved.saved_at);
      } catch (thrown) {
        this.#miss(failureOf(thrown));
      }
      this.#show();
      if (this.#stopped !== null) break;
    }
    this.#underway = null;
  }

  #take(step: Step, slot: SlotView, at: string): void {
    this.#steps = this.#steps.slice(1);
    this.#turn += 1;
    this.#savedAt = at;
    const timeline = this.#acknowledged.get(step.seance);
    if (timeline !== undefined) {
      this.#acknowledged.set(step.seance, withSlot(timeline, step.index, slot.codes));
    }
    this.#onSaved();
  }

  /** A refused sample is dropped; after a fault or a lock it waits until somebody asks again. */
  #miss(failure: Failure): void {
    this.#stopped = failure;
    if (wasRefused(failure)) this.#steps = this.#steps.slice(1);
  }

  #show(): void {
    const bySeance = new Map(this.#acknowledged);
    for (const { seance, index, codes } of this.#steps) {
      const timeline = bySeance.get(seance);
      if (timeline !== undefined) bySeance.set(seance, withSlot(timeline, index, codes));
    }
    this.#shown = { bySeance, state: this.#state() };
    for (const listener of this.#listeners) listener();
  }

  #state(): SaveState {
    if (this.#stopped !== null) return { kind: "failed", failure: this.#stopped };
    if (this.#steps.length > 0) return { kind: "saving" };
    return this.#savedAt === null ? { kind: "idle" } : { kind: "saved", at: this.#savedAt };
  }
}
