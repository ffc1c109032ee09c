import { useNavigation } from "../../app/navigation";
import { Button } from "../../components/Button";
import { SeanceBar } from "./SeanceBar";
import { useObserving, type Mode } from "./observing";

const LABELS: Record<Mode, string> = { notes: "Carnet", grid: "Grille", debrief: "Entretien" };

/** The ways of working, of which the last used is remembered, and the séances. */
export function ModeBar({
  onMode,
  sideBySide,
  onSideBySide,
}: {
  onMode: (mode: Mode) => void;
  /** Whether notebook and grid stand side by side; null where they cannot. */
  sideBySide: boolean | null;
  onSideBySide: (sideBySide: boolean) => void;
}) {
  const { visit, mode, grid } = useObserving();
  const { go } = useNavigation();
  const notesOnly = visit.kind.notes_only;
  const modes: Mode[] = grid === null ? ["notes", "debrief"] : ["notes", "grid", "debrief"];
  const words = (each: Mode) =>
    each === "debrief" && notesOnly ? "Notes personnelles" : LABELS[each];
  return (
    <div className="mode-bar">
      <div className="mode-group" role="group" aria-label="Manière de travailler">
        {modes.map((each) => (
          <button
            key={each}
            type="button"
            className="mode"
            aria-pressed={mode === each}
            onClick={() => {
              onMode(each);
            }}
          >
            {words(each)}
          </button>
        ))}
        {sideBySide === null || mode === "debrief" ? null : (
          <button
            type="button"
            className="mode mode-quiet"
            aria-pressed={sideBySide}
            onClick={() => {
              onSideBySide(!sideBySide);
            }}
          >
            Côte à côte
          </button>
        )}
        {notesOnly || grid !== null ? null : (
          <Button
            kind="quiet"
            icon="grids"
            onPress={() => {
              go({ screen: "visit", id: visit.summary.id });
            }}
          >
            Choisir une grille
          </Button>
        )}
        {grid === null ? null : (
          <span className="mode-hint">
            <kbd>F2</kbd> carnet ou grille
          </span>
        )}
      </div>
      <SeanceBar />
    </div>
  );
}
