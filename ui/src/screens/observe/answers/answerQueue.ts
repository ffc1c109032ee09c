import type { SaveState } from "../../../components/saveState";
import { call } from "../../../backend/backend";
import { CommandError, failureOf, wasRefused } from "../../../backend/failure";
import type {
  AnswerSaved,
  AnswerStateView,
  AnswerView,
  Failure,
  ProblemView,
  UnitAnswers,
} from "../../../generated/commands";
import { answerIn, rowKey, type Unit } from "./rows";

/** A change of one answer. */
interface Change {
  unit: Unit;
  item: string;
  state: AnswerStateView | null;
  comment: string | null;
}

/** What is on its way; null takes the last answer back. `owner` is told, and keeps what could not be saved. */
interface Step {
  change: Change | null;
  owner?: { saved: (answer: AnswerSaved) => void; failed: (error: Error) => void };
}

/** What the grid shows of its answers. */
export interface Answers {
  /** As acknowledged, with what is on its way laid over. */
  units: ReadonlyMap<Unit, UnitAnswers>;
  /** The rows whose answer is not on the disk yet. */
  unsaved: ReadonlySet<string>;
  /** The rows whose last answer was refused, and why. */
  refused: ReadonlyMap<string, ProblemView[]>;
  /** Whether all of it is on the disk. */
  state: SaveState;
}

/** Sends answers one by one, in the order in which they were given. */
export class AnswerQueue {
  readonly #visit: string;
  readonly #onSaved: () => void;
  readonly #listeners = new Set<() => void>();
  readonly #acknowledged: Map<Unit, UnitAnswers>;
  readonly #refused = new Map<string, ProblemView[]>();
  #steps: readonly Step[] = [];
  #underway: Promise<void> | null = null;
  #stopped: Failure | null = null;
  #savedAt: string | null = null;
  #shown: Answers;

  /** `onSaved` is told of each answer that is on the disk. */
  constructor(visit: string, units: ReadonlyMap<Unit, UnitAnswers>, onSaved: () => void) {
    this.#visit = visit;
    this.#onSaved = onSaved;
    this.#acknowledged = new Map(units);
    this.#shown = { units, unsaved: new Set(), refused: new Map(), state: { kind: "idle" } };
  }

  /** What to show; another object whenever something changed. */
  readonly answers = (): Answers => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Answers an item, or takes its answer away with `unanswered`. Kept here until it is on the disk. */
  answer(unit: Unit, item: string, state: AnswerStateView): void {
    this.#push({ change: { unit, item, state, comment: null } });
  }

  /** Saves words typed in or beside an item; gives the instant of writing. The field keeps them if it rejects. */
  async write(unit: Unit, item: string, words: Pick<Change, "state" | "comment">): Promise<string> {
    const answer = await this.#owned({ unit, item, ...words });
    return answer.saved_at;
  }

  /** Takes the last answer or comment back, after all those on their way; gives where that was. */
  async undo(): Promise<AnswerSaved> {
    return this.#owned(null);
  }

  /** A refused answer was dropped already, and its row says so. */
  readonly abandon = (): void => undefined;

  /** Puts the answers of a séance that was added meanwhile beside the others. */
  know(unit: Unit, answers: UnitAnswers): void {
    if (this.#acknowledged.has(unit)) return;
    this.#acknowledged.set(unit, answers);
    this.#show();
  }

  /** Sends again what was stopped; rejects when it still cannot be saved. */
  readonly flush = async (): Promise<void> => {
    this.#stopped = null;
    this.#run();
    await this.#underway;
    if (this.#shown.state.kind === "failed") throw new CommandError(this.#shown.state.failure);
  };

  #owned(change: Change | null): Promise<AnswerSaved> {
    return new Promise((saved, failed) => {
      this.#push({ change, owner: { saved, failed } });
    });
  }

  #push(step: Step): void {
    this.#steps = [...this.#steps, step];
    if (step.change !== null) this.#refused.delete(rowKey(step.change.unit, step.change.item));
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
        this.#take(step, await this.#send(step));
      } catch (thrown) {
        this.#miss(step, failureOf(thrown));
      }
      this.#show();
      if (this.#stopped !== null) break;
    }
    this.#underway = null;
  }

  #send({ change }: Step): Promise<AnswerSaved> {
    if (change === null) return call("undo", { visit: this.#visit });
    const { unit, ...rest } = change;
    return call("answer", { visit: this.#visit, seance: unit, ...rest });
  }

  #take(step: Step, answer: AnswerSaved): void {
    this.#steps = this.#steps.slice(1);
    if (answer.item !== "") this.#acknowledged.set(answer.seance, answer.answers);
    this.#savedAt = answer.saved_at;
    step.owner?.saved(answer);
    this.#onSaved();
  }

  /** A refused answer is dropped and said; after a fault or a lock nothing is sent until somebody asks again. */
  #miss(step: Step, failure: Failure): void {
    const kept = !wasRefused(failure) && step.owner === undefined;
    if (kept) this.#stopped = failure;
    else this.#steps = this.#steps.slice(1);
    step.owner?.failed(new CommandError(failure));
    if (wasRefused(failure) && step.change !== null) {
      this.#refused.set(rowKey(step.change.unit, step.change.item), failure.problems);
    }
  }

  #show(): void {
    const changes = this.#steps.flatMap(({ change }) => (change === null ? [] : [change]));
    this.#shown = {
      units: changes.reduce(laidOver, this.#acknowledged),
      unsaved: new Set(changes.map(({ unit, item }) => rowKey(unit, item))),
      refused: new Map(this.#refused),
      state: this.#state(),
    };
    for (const listener of this.#listeners) listener();
  }

  #state(): SaveState {
    if (this.#stopped !== null) return { kind: "failed", failure: this.#stopped };
    if (this.#steps.length > 0) return { kind: "saving" };
    return this.#savedAt === null ? { kind: "idle" } : { kind: "saved", at: this.#savedAt };
  }
}

function laidOver(units: ReadonlyMap<Unit, UnitAnswers>, change: Change): Map<Unit, UnitAnswers> {
  const { unit, item, state, comment } = change;
  const before = answerIn(units, unit, item);
  const after: AnswerView = { state: state ?? before.state, comment: comment ?? before.comment };
  const answers = units.get(unit) ?? { items: {}, answered: 0, relevant: 0 };
  return new Map(units).set(unit, { ...answers, items: { ...answers.items, [item]: after } });
}
