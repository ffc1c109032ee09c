import { type ReactNode } from "react";

import { Button } from "../components/Button";
import { Icon } from "../components/Icon";
import type { ProblemView } from "../generated/commands";
import { useNavigation } from "./navigation";
import { useAttention } from "./useAttention";
import "./AttentionNotice.css";

/** Always there, so that the words that come into it are read aloud; the buttons stand beside what is read. */
function Line({ problem, children }: { problem: ProblemView | null; children: ReactNode }) {
  return (
    <div className={problem === null ? undefined : "attention-line"}>
      {problem === null ? null : <Icon name={problem.severity === "error" ? "error" : "warning"} />}
      <p className="grow" role="status">
        {problem === null ? null : (
          <>
            <span className="visually-hidden">{"Attention\u00a0: "}</span>
            {problem.message}
          </>
        )}
      </p>
      {problem === null ? null : <div className="row">{children}</div>}
    </div>
  );
}

/** What waits for a person, in a line that takes no focus: a clock that may be wrong, even over an observation; syncing elsewhere. */
export function AttentionNotice({ asked }: { asked: number }) {
  const { place, go } = useNavigation();
  const { clock, sync, trustClock, hide } = useAttention(asked);
  const elsewhere = place.screen !== "observe" && place.screen !== "sync";
  const worst = (elsewhere ? sync[0] : undefined) ?? null;
  const putAway = (problem: ProblemView | null) => (
    <Button
      kind="quiet"
      onPress={() => {
        if (problem !== null) hide(problem);
      }}
    >
      Masquer
    </Button>
  );
  return (
    <div className={clock === null && worst === null ? undefined : "page attention"}>
      <Line problem={clock}>
        <Button kind="quiet" onPress={trustClock}>
          L’heure est juste
        </Button>
        {putAway(clock)}
      </Line>
      <Line problem={worst}>
        <Button
          kind="quiet"
          onPress={() => {
            go({ screen: "sync" });
          }}
        >
          {sync.length === 1
            ? "Voir la synchronisation"
            : `Voir la synchronisation (${String(sync.length)} points)`}
        </Button>
        {putAway(worst)}
      </Line>
    </div>
  );
}
