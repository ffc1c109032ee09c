import { useSession } from "../app/session";
import type { SaveState } from "./saveState";
import { clockTime } from "../text/format";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { Problems } from "./Problems";
import "./SavedMark.css";

/** Whether what is typed is on the disk. « Enregistré » comes only from an answer of the notebook. */
export function SavedMark({ state, onRetry }: { state: SaveState; onRetry?: () => void }) {
  const { status } = useSession();
  if (state.kind === "failed") {
    return (
      <div className="saved-failed">
        <Problems failure={state.failure} title="Ce qui suit n’est pas enregistré" />
        {onRetry === undefined ? null : <Button onPress={onRetry}>Réessayer</Button>}
      </div>
    );
  }
  return (
    <p className="saved" role="status" data-state={state.kind}>
      {state.kind === "saving" ? "Enregistrement…" : null}
      {state.kind === "saved" ? (
        <>
          <Icon name="check" />
          Enregistré à {clockTime(state.at, status.zone)}
        </>
      ) : null}
    </p>
  );
}
