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

/** What is told: the minute that a clock shows makes it no other. */
function said({ clock, sync }: AttentionView): string {
  const written = clock?.parameters["written"] ?? clock?.parameters["before"] ?? "";
  const of = (problem: ProblemView) => `${problem.code} ${problem.message}`;
  return [clock === null ? "" : `${clock.code} ${written}`, ...sync.map(of)].join("\n");
}

/** What a person must know wherever he is; asked again each time `asked` or the screen changes, and every minute. */
export function useAttention(asked: number): {
  clock: ProblemView | null;
  sync: readonly ProblemView[];
  trustClock: () => void;
  hide: (problems: readonly ProblemView[]) => void;
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
    const told = all(next).map(({ code }) => code);
    setHidden((former) => former.filter((code) => told.includes(code)));
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
  const isShown = ({ code }: ProblemView) => !hidden.includes(code);
  return {
    clock: clock !== null && isShown(clock) ? clock : null,
    sync: (view?.sync ?? []).filter(isShown),
    hide: (problems) => {
      setHidden([...hidden, ...problems.map(({ code }) => code)]);
    },
    trustClock: () => {
      call("trust_clock", {})
        .then(take)
        .catch(() => undefined);
    },
  };
}
