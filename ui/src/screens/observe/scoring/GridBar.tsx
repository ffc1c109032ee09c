import { useState } from "react";

import { useSettings } from "../../../app/session";
import { Button } from "../../../components/Button";
import { SavedMark } from "../../../components/SavedMark";
import type { SaveState } from "../../../components/saveState";
import type { Row } from "../answers/rows";
import { useObserving } from "../observing";
import { FindItem } from "./FindItem";
import { KeysDialog } from "./KeysDialog";

/** Above the grid: progress, finding an item, the next one without answer, taking back. */
export function GridBar({
  shown,
  answered,
  asked,
  state,
  onFind,
  onJump,
  onUndo,
  onRetry,
  said,
}: {
  /** The rows that are shown at that moment. */
  shown: () => readonly Row[];
  answered: number;
  asked: number;
  state: SaveState;
  onFind: (row: Row) => void;
  onJump: () => void;
  onUndo: () => void;
  onRetry: () => void;
  /** What was just taken back; empty for nothing. */
  said: string;
}) {
  const { settings } = useSettings();
  const { grid } = useObserving();
  const [help, setHelp] = useState(false);
  return (
    <div className="grid-bar">
      <div className="grid-progress">
        <p className="grid-count numbers">
          <progress value={answered} max={Math.max(asked, 1)} aria-label="Réponses données" />
          <span>
            {answered}
            {"\u00a0"}/{"\u00a0"}
            {asked}
          </span>
        </p>
        <SavedMark state={state} onRetry={onRetry} />
      </div>
      <FindItem shown={shown} onFind={onFind} />
      <Button
        icon="down"
        aria-label="Aller au suivant sans réponse"
        onPress={onJump}
        isDisabled={answered >= asked}
      >
        Sans réponse
      </Button>
      <Button icon="undo" iconOnly onPress={onUndo}>
        Annuler la dernière réponse
      </Button>
      <Button
        kind="quiet"
        icon="about"
        iconOnly
        onPress={() => {
          setHelp(true);
        }}
      >
        Touches du clavier
      </Button>
      <p className="grid-said small" role="status">
        {said}
      </p>
      <KeysDialog
        isOpen={help}
        singleKeys={settings.scoring_keys}
        hasTimeline={grid !== null && grid.interval_minutes > 0}
        onClose={() => {
          setHelp(false);
        }}
      />
    </div>
  );
}
