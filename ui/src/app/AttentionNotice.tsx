import { type ReactNode } from "react";

import { Button } from "../components/Button";
import { Icon } from "../components/Icon";
import type { ProblemView } from "../generated/commands";
import { useNavigation } from "./navigation";
import { useAttention } from "./useAttention";
import "./AttentionNotice.css";

function Line({ problem, children }: { problem: ProblemView; children: ReactNode }) {
  return (
    <div className="attention-line">
      <Icon name={problem.severity === "error" ? "error" : "warning"} />
      <p className="grow">
        <span className="visually-hidden">{"Attention\u00a0: "}</span>
        {problem.message}
      </p>
      <div className="row">{children}</div>
    </div>
  );
}

/** What waits for a person, in a line that takes no focus: a clock that may be wrong, even over an observation; syncing elsewhere. */
export function AttentionNotice({ asked }: { asked: number }) {
  const { place, go } = useNavigation();
  const { clock, sync, trustClock, hide } = useAttention(asked);
  const elsewhere = place.screen !== "observe" && place.screen !== "sync";
  const [worst, ...others] = elsewhere ? sync : [];
  if (clock === null && worst === undefined) return null;
  return (
    <div className="page attention" role="status">
      {clock === null ? null : (
        <Line problem={clock}>
          <Button kind="quiet" onPress={trustClock}>
            L’heure est juste
          </Button>
          <Button
            kind="quiet"
            onPress={() => {
              hide([clock]);
            }}
          >
            Masquer
          </Button>
        </Line>
      )}
      {worst === undefined ? null : (
        <Line problem={worst}>
          <Button
            kind="quiet"
            onPress={() => {
              go({ screen: "sync" });
            }}
          >
            {others.length === 0
              ? "Voir la synchronisation"
              : `Voir la synchronisation (${String(sync.length)} points)`}
          </Button>
          <Button
            kind="quiet"
            onPress={() => {
              hide(sync);
            }}
          >
            Masquer
          </Button>
        </Line>
      )}
    </div>
  );
}
