import { useState } from "react";

import { useSettings } from "../../../app/session";
import { Button } from "../../../components/Button";
import { ComboBox } from "../../../components/ComboBox";
import { SavedMark } from "../../../components/SavedMark";
import type { SaveState } from "../../../components/saveState";
import type { Row } from "../answers/rows";
import { folded } from "../notebook/tags";
import { KeysDialog } from "./KeysDialog";

/** Above the grid: progress, finding an item, the next one without answer, taking back. */
export function GridBar({
  rows,
  answered,
  asked,
  state,
  onFind,
  onJump,
  onUndo,
  onRetry,
  said,
}: {
  rows: readonly Row[];
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
  const [help, setHelp] = useState(false);
  const search = (query: string) => {
    const words = folded(query).split(/\s+/);
    const found = rows.filter(({ item }) => {
      const text = folded(`${item.label} ${item.look_for}`);
      return words.every((word) => text.includes(word));
    });
    return Promise.resolve(found);
  };
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
      <div id="grid-find" className="grid-find">
        <ComboBox
          label="Chercher un observable"
          hiddenLabel
          placeholder="Chercher un observable"
          clearOnChoose
          search={search}
          show={({ key, item }) => ({ id: key, label: item.label, description: item.look_for })}
          onChoose={onFind}
        />
      </div>
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
        onClose={() => {
          setHelp(false);
        }}
      />
    </div>
  );
}
