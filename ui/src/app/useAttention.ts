import { useCallback, useEffect, useState } from "react";

import { call } from "../backend/backend";
import type { AttentionView, ProblemView } from "../generated/commands";
import { useNavigation } from "./navigation";
import { useSession } from "./session";

/** How often it is asked, in milliseconds: that is also how often the clock is looked at. */
const EVERY = 60 * 1000;

function all({ clock, sync }: AttentionView): ProblemView[] {
  return clock === null ? sync : [clock, ...sync];
}

/** What tells a line from another of the same kind: the minute that a clock shows makes it no other. */
function nameOf({ code, message, parameters }: ProblemView): string {
  return `${code} ${parameters["written"] ?? parameters["before"] ?? message}`;
}

function said(view: AttentionView): string {
  return all(view).map(nameOf).join("\n");
}

/** What a person must know wherever he is; asked again each time `asked` or the screen changes, and every minute. */
export function useAttention(asked: number): {
  clock: ProblemView | null;
  sync: readonly ProblemView[];
  trustClock: () => void;
  hide: (problem: ProblemView) => void;
} {
  const { status } = useSession();
  const { place } = useNavigation();
  const [view, setView] = useState<AttentionView | null>(null);
  // What a person put away does not come back every minute; what is mended and breaks again is told again.
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const ready = status.state === "ready";
  const screen = JSON.stringify(place);
  // What is read aloud already is not replaced by the same.
  const take = useCallback((next: AttentionView) => {
    setView((former) => (former !== null && said(former) === said(next) ? former : next));
    const told = all(next).map(nameOf);
    setHidden((former) => former.filter((name) => told.includes(name)));
  }, []);
  useEffect(() => {
    if (!ready) return;
    let stale = false;
    const ask = () => {
      call("attention", {})
        .then((next) => {
          if (!stale) take(next);
        })
        // A notebook locked meanwhile is asked again once it is open.
        .catch(() => undefined);
    };
    ask();
    const timer = setInterval(ask, EVERY);
    return () => {
      stale = true;
      clearInterval(timer);
    };
  }, [ready, screen, asked, take]);
  const clock = view?.clock ?? null;
  const isShown = (problem: ProblemView) => !hidden.includes(nameOf(problem));
  return {
    clock: clock !== null && isShown(clock) ? clock : null,
    sync: (view?.sync ?? []).filter(isShown),
    hide: (problem) => {
      setHidden([...hidden, nameOf(problem)]);
    },
    trustClock: () => {
      call("trust_clock", {})
        .then(take)
        .catch(() => undefined);
    },
  };
}
