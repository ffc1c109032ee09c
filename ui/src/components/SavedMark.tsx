import { useSession } from "../app/session";
import { wasRefused } from "../backend/failure";
import type { Failure } from "../generated/commands";
import type { SaveState } from "./saveState";
import { clockTime } from "../text/format";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { Problems } from "./Problems";
import "./SavedMark.css";

/** What can be done about a value that is not saved: a refusal is given up or corrected, all else is tried again. */
interface WaysOut {
  onRetry?: (() => void) | undefined;
  /** Gives up what was refused, and shows what is kept. */
  onAbandon?: (() => void) | undefined;
}

function Failed({ failure, onRetry, onAbandon }: WaysOut & { failure: Failure }) {
  const abandons = wasRefused(failure) ? onAbandon : undefined;
  return (
    <div className="saved-failed">
      <Problems failure={failure} title="Ce qui suit n’est pas enregistré" />
      {abandons !== undefined ? (
        <Button onPress={abandons}>Abandonner la modification</Button>
      ) : onRetry !== undefined ? (
        <Button onPress={onRetry}>Réessayer</Button>
      ) : null}
    </div>
  );
}

/** Whether what is typed is on the disk. « Enregistré » comes only from an answer of the notebook. */
export function SavedMark({ state, ...waysOut }: WaysOut & { state: SaveState }) {
  const { status } = useSession();
  if (state.kind === "failed") return <Failed failure={state.failure} {...waysOut} />;
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
