import { Button } from "../../components/Button";
import { CalendarExport } from "./CalendarExport";

/** How the agenda is laid out. */
export type AgendaView = "week" | "month";

const VIEWS: { view: AgendaView; label: string }[] = [
  { view: "week", label: "Semaine" },
  { view: "month", label: "Liste" },
];

/** Which week or month is shown, and the way to others. */
export function AgendaBar({
  view,
  words,
  periods,
  onView,
  onMove,
  onToday,
}: {
  view: AgendaView;
  words: string;
  /** The periods of the school year: « P2 »; empty when unknown. */
  periods: string;
  onView: (view: AgendaView) => void;
  onMove: (by: number) => void;
  onToday: () => void;
}) {
  const unit = view === "week" ? "Semaine" : "Mois";
  const next = view === "week" ? "suivante" : "suivant";
  return (
    <div className="agenda-bar">
      <div className="row">
        <Button
          icon="left"
          iconOnly
          onPress={() => {
            onMove(-1);
          }}
        >
          {`${unit} d’avant`}
        </Button>
        <Button onPress={onToday}>Aujourd’hui</Button>
        <Button
          icon="right"
          iconOnly
          onPress={() => {
            onMove(1);
          }}
        >
          {`${unit} ${next}`}
        </Button>
        <h2 className="agenda-words" aria-live="polite">
          {words}
          {periods === "" ? null : <span className="mark">{periods}</span>}
        </h2>
      </div>
      <CalendarExport />
      <div className="row agenda-views" role="group" aria-label="Présentation">
        {VIEWS.map((choice) => (
          <button
            key={choice.view}
            type="button"
            className="agenda-view"
            aria-pressed={choice.view === view}
            onClick={() => {
              onView(choice.view);
            }}
          >
            {choice.label}
          </button>
        ))}
      </div>
    </div>
  );
}
