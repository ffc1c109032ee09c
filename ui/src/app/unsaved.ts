import type { Failure } from "../generated/commands";

/** What was not saved though nobody was there to be asked. */
export interface Unsaved {
  failure: Failure;
  /** Whether it is still where it was typed. */
  onScreen: boolean;
}

const listeners = new Set<() => void>();
let latest: Unsaved | null = null;

function put(unsaved: Unsaved | null): void {
  latest = unsaved;
  for (const listener of listeners) listener();
}

/** Says what was not saved, as soon as somebody can read it. */
export function tellUnsaved(unsaved: Unsaved): void {
  put(unsaved);
}

/** Takes it off the screen, once it was read. */
export function forgetUnsaved(): void {
  put(null);
}

/** What is to be said; null for nothing. */
export function unsaved(): Unsaved | null {
  return latest;
}

/** Calls `listener` whenever there is something else to say; the function given back stops that. */
export function onUnsaved(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
