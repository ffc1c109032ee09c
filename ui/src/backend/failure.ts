import type { Failure, ProblemView } from "../generated/commands";

/** Thrown by `call` when a command gives no response. */
export class CommandError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.problems.map((problem) => problem.message).join(" "));
    this.failure = failure;
  }
}

function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && "kind" in value && "problems" in value;
}

function fault(detail: string): Failure {
  const problem: ProblemView = {
    severity: "error",
    code: "ui.fault",
    at: "",
    parameters: { detail },
    message: `Carnet n’a pas répondu. Ce qui était enregistré le reste. Détail technique\u00a0: ${detail}`,
  };
  return { kind: "fault", problems: [problem] };
}

/** Whether it was refused for good. In a locked notebook nothing is: it may be tried again once unlocked. */
export function wasRefused({ kind, problems }: Failure): boolean {
  return kind === "refused" && problems.every(({ code }) => code !== "app.locked");
}

/** Whatever was thrown, as a failure that a person can read. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof CommandError) return thrown.failure;
  if (isFailure(thrown)) return thrown;
  return fault(thrown instanceof Error ? thrown.message : String(thrown));
}
