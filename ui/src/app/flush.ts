import { failureOf } from "../backend/failure";
import type { Failure } from "../generated/commands";

/** Saves at once what a field still holds; rejects when it could not. */
export type Flush = () => Promise<unknown>;

const fields = new Set<Flush>();

/** Declares a field that saves by itself; the function given back takes it off the list. */
export function registerFlush(flush: Flush): () => void {
  fields.add(flush);
  return () => {
    fields.delete(flush);
  };
}

/** Saves all that is still being typed: before locking, before leaving a screen. Null when all of it is kept. */
export async function flushAll(): Promise<Failure | null> {
  const outcomes = await Promise.allSettled([...fields].map((flush) => flush()));
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  return failed === undefined ? null : failureOf(failed.reason);
}
