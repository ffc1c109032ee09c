import type { Failure } from "../generated/commands";

/** Whether what was entered is on the disk. */
export type SaveState =
  | { kind: "idle" }
  /** Not all of it yet. */
  | { kind: "saving" }
  /** All of it, since the instant that the notebook answered. */
  | { kind: "saved"; at: string }
  | { kind: "failed"; failure: Failure };
