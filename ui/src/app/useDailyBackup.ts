import { useEffect, useState } from "react";

import { call } from "../backend/backend";
import type { ProblemView } from "../generated/commands";
import { useSession } from "./session";

/** How often it is asked whether a backup is due, in milliseconds. */
const EVERY = 10 * 60 * 1000;

/** Has the backups made that are due, while the notebook is open; gives what a person should know of them. */
export function useDailyBackup(): {
  problems: readonly ProblemView[];
  clear: () => void;
} {
  const { status } = useSession();
  const [problems, setProblems] = useState<readonly ProblemView[]>([]);
  // What a person put away does not come back every ten minutes.
  const [hidden, setHidden] = useState("");
  const ready = status.state === "ready";
  useEffect(() => {
    if (!ready) return;
    let stale = false;
    const ask = () => {
      call("back_up_if_due", {})
        .then((done) => {
          if (stale) return;
          setProblems(done.problems);
          // What is mended and breaks again is told again.
          if (done.made && done.problems.length === 0) setHidden("");
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
  }, [ready]);
  const said = problems.map((problem) => problem.message).join("\n");
  return {
    problems: said === hidden ? [] : problems,
    clear: () => {
      setHidden(said);
    },
  };
}
