import { failureOf, wasRefused } from "../backend/failure";
import type { Failure } from "../generated/commands";
import { tellUnsaved } from "./unsaved";

/** Something that saves by itself. */
export interface Saver {
  /** Saves at once what it still holds; rejects when it could not. */
  flush: () => Promise<unknown>;
  /** Gives up what was refused, and shows what is kept instead. */
  abandon: () => void;
  /** Whether it is only a draft of the page, which a lock leaves there as it is. */
  isDraft?: boolean;
}

/** Those in use, each with its latest registration. */
const savers = new Map<Saver, symbol>();

/** Declares something that saves by itself, and lets it try again what a lock interrupted; the function given back ends that. */
export function registerSaver(saver: Saver): () => void {
  const turn = Symbol("registration");
  savers.set(saver, turn);
  // Its own mark tells of a failure.
  saver.flush().catch(() => undefined);
  return () => {
    leave(saver, turn);
  };
}

/** What was refused goes with its field, and is said; what could not be written, or only once unlocked, is still waited for. */
function leave(saver: Saver, turn: symbol): void {
  const isLatest = () => savers.get(saver) === turn;
  saver.flush().then(
    () => isLatest() && savers.delete(saver),
    (thrown: unknown) => {
      const failure = failureOf(thrown);
      if (!isLatest() || saver.isDraft === true || !wasRefused(failure)) return;
      savers.delete(saver);
      tellUnsaved({ failure, onScreen: false });
    },
  );
}

/** Saves all that is still being typed: before leaving a screen or closing. Null when all of it is kept. */
export function flushAll(): Promise<Failure | null> {
  return flush([...savers.keys()]);
}

/** Saves all that a lock would interrupt. Null when all of it is kept. */
export function flushBeforeLock(): Promise<Failure | null> {
  return flush([...savers.keys()].filter(({ isDraft }) => isDraft !== true));
}

/** Gives up everything that was refused. */
export function abandonRefused(): void {
  for (const saver of savers.keys()) saver.abandon();
}

/** A fault comes before refusals: it asks for more. */
async function flush(those: readonly Saver[]): Promise<Failure | null> {
  const outcomes = await Promise.allSettled(those.map((saver) => saver.flush()));
  const failures = outcomes.flatMap((outcome) =>
    outcome.status === "rejected" ? [failureOf(outcome.reason)] : [],
  );
  const fault = failures.find((failure) => !wasRefused(failure));
  if (failures.length === 0 || fault !== undefined) return fault ?? null;
  return { kind: "refused", problems: failures.flatMap(({ problems }) => problems) };
}
