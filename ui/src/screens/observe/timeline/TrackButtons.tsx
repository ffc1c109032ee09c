import type { TrackView } from "../../../generated/commands";
import { numberedChoice } from "../scoring/scoringKeys";

/** One track of the strip: a button for each code. Touching one leaves the focus, and so the caret, where it is. */
export function TrackButtons({
  track,
  noted,
  onToggle,
}: {
  track: TrackView;
  noted: readonly string[];
  onToggle: (code: string) => void;
}) {
  return (
    <div className="timeline-track" role="group" aria-label={track.label}>
      <span className="timeline-track-name" aria-hidden="true">
        {track.label}
      </span>
      <div className="timeline-codes">
        {track.codes.map(({ code, label, look_for }, rank) => (
          <button
            key={code}
            type="button"
            className="toggle"
            title={look_for}
            aria-pressed={noted.includes(code)}
            onMouseDown={(event) => {
              event.preventDefault();
            }}
            onClick={() => {
              onToggle(code);
            }}
          >
            {numberedChoice(rank, label)}
          </button>
        ))}
      </div>
    </div>
  );
}
