import { useEffect, useRef, type ReactNode } from "react";

import type { Failure, ProblemView } from "../generated/commands";
import { Button } from "./Button";
import { Icon } from "./Icon";
import "./Problems.css";

/** What is wrong. */
export interface ProblemsProps {
  /** Why a command gave no response: announced at once. */
  failure?: Failure | null;
  /** What a response says is wrong. */
  problems?: readonly ProblemView[];
  /** A heading above them. */
  title?: string;
  /** Offers to try again. */
  onRetry?: () => void;
}

function saysWhere({ at, message }: ProblemView): boolean {
  return at === "" || message.toLocaleLowerCase("fr").includes(at.toLocaleLowerCase("fr"));
}

/** A place stands first in its line. */
function capitalised(at: string): string {
  return at.charAt(0).toLocaleUpperCase("fr") + at.slice(1);
}

function inOrder(problems: readonly ProblemView[]): ProblemView[] {
  const errors = problems.filter((problem) => problem.severity === "error");
  return [...errors, ...problems.filter((problem) => problem.severity === "warning")];
}

function headingOf(failure: Failure | null | undefined, count: number): string | null {
  if (failure?.kind === "fault") return "Quelque chose n’a pas fonctionné";
  return failure !== undefined && count > 1 ? "À corriger" : null;
}

/** One problem of a list, in words, with what may be done about it. */
export function Problem({ problem, children }: { problem: ProblemView; children?: ReactNode }) {
  return (
    <li className="problem">
      <Icon name={problem.severity === "error" ? "error" : "warning"} />
      <div>
        <span className="visually-hidden">
          {problem.severity === "error" ? "Erreur\u00a0: " : "Attention\u00a0: "}
        </span>
        {saysWhere(problem) ? null : (
          <strong>
            {capitalised(problem.at)}
            {"\u00a0"}:{" "}
          </strong>
        )}
        {problem.message}
        {children}
      </div>
    </li>
  );
}

/** Problems in words, errors first; nothing when all is well. */
export function Problems({ failure, problems = [], title, onRetry }: ProblemsProps) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure) frame.current?.scrollIntoView({ block: "nearest" });
  }, [failure]);
  const all = inOrder(failure?.problems ?? problems);
  if (all.length === 0) return null;
  const worst = failure?.kind ?? all[0]?.severity;
  const heading = title ?? headingOf(failure, all.length);
  return (
    <div
      ref={frame}
      className={`problems problems-${worst ?? "error"}`}
      role={failure ? "alert" : undefined}
    >
      {heading === null ? null : <p className="problems-heading">{heading}</p>}
      <ul role="list" className="problems-list">
        {all.map((problem, rank) => (
          <Problem key={`${problem.code} ${problem.at} ${String(rank)}`} problem={problem} />
        ))}
      </ul>
      {onRetry === undefined ? null : <Button onPress={onRetry}>Réessayer</Button>}
    </div>
  );
}
