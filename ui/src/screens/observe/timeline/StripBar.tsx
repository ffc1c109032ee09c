import { Button } from "../../../components/Button";
import { SavedMark } from "../../../components/SavedMark";
import type { SaveState } from "../../../components/saveState";
import type { TimelineView } from "../../../generated/commands";
import { clockWords } from "../../../text/format";
import { STRIP_OPENER } from "./stripFocus";
import { notedTracks } from "./stripKeys";

/** What the buttons of the line do. */
export interface StripActions {
  /** Opens or closes the strip; by the keyboard, the focus goes there or comes back. */
  onSwitch: (byKeyboard: boolean) => void;
  onStep: (by: number) => void;
  onRepeat: () => void;
  onPause: () => void;
  onProfile: () => void;
  onRetry: () => void;
  onAbandon: () => void;
}

function stateWords(timeline: TimelineView, index: number, tracks: number): string {
  const slot = timeline.slots[index];
  const noted = slot === undefined ? 0 : notedTracks(slot.codes);
  if (noted > 0) return noted < tracks ? "noté en partie" : "noté";
  if (index < timeline.due - 1) return "manqué";
  if (timeline.paused) return "en pause";
  return timeline.asks ? "à noter" : "séance terminée";
}

function StepButton({
  words,
  by,
  isDisabled,
  onStep,
}: {
  words: string;
  by: 1 | -1;
  isDisabled: boolean;
  onStep: (by: number) => void;
}) {
  return (
    <Button
      kind="quiet"
      icon={by < 0 ? "left" : "right"}
      iconOnly
      isDisabled={isDisabled}
      preventFocusOnPress
      onPress={() => {
        onStep(by);
      }}
    >
      {words}
    </Button>
  );
}

/** The line of the strip that is always there: which sample, and what can be done with it. */
export function StripBar({
  timeline,
  index,
  tracks,
  isOpen,
  canRepeat,
  state,
  actions,
}: {
  timeline: TimelineView;
  index: number;
  /** How many tracks a sample has. */
  tracks: number;
  isOpen: boolean;
  canRepeat: boolean;
  state: SaveState;
  actions: StripActions;
}) {
  const last = timeline.slots.length - 1;
  return (
    <div className="timeline-bar">
      <div className="timeline-step">
        <StepButton words="Relevé précédent" by={-1} isDisabled={index === 0} {...actions} />
        <p className="timeline-now numbers">
          Relevé de {clockWords(timeline.slots[index]?.time ?? "")}{" "}
          <strong>{stateWords(timeline, index, tracks)}</strong>
        </p>
        <StepButton words="Relevé suivant" by={1} isDisabled={index >= last} {...actions} />
      </div>
      <SavedMark state={state} onRetry={actions.onRetry} onAbandon={actions.onAbandon} />
      <div className="row">
        <Button isDisabled={!canRepeat} preventFocusOnPress onPress={actions.onRepeat}>
          {isOpen ? "0\u00a0Comme le précédent" : "Comme le précédent"}
        </Button>
        <Button
          id={STRIP_OPENER}
          aria-expanded={isOpen}
          preventFocusOnPress
          onPress={({ pointerType }) => {
            actions.onSwitch(pointerType === "virtual" || pointerType === "keyboard");
          }}
        >
          {isOpen ? "Replier" : "Noter"}
        </Button>
        {isOpen ? (
          <>
            <Button preventFocusOnPress onPress={actions.onPause}>
              {timeline.paused ? "Reprendre" : "Pause"}
            </Button>
            <Button onPress={actions.onProfile}>Bilan</Button>
          </>
        ) : null}
        <span className="mode-hint">
          <kbd>F8</kbd> relevé
        </span>
      </div>
    </div>
  );
}
