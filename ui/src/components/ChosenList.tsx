import { Button } from "./Button";
import { takeAway } from "./takeAway";
import "./ChosenList.css";

/** One of several things chosen. */
export interface Chosen {
  id: string;
  name: string;
  /** What tells it from its neighbours. */
  details: string;
  /** What its button does: « Retirer HOARAU Delphine ». */
  removal: string;
}

/** What was chosen beside the field that searches it, each with the button that takes it away. */
export function ChosenList({
  label,
  chosen,
  onRemove,
}: {
  /** Read by screen readers. */
  label: string;
  chosen: readonly Chosen[];
  onRemove: (id: string) => void;
}) {
  if (chosen.length === 0) return null;
  return (
    <ul role="list" className="chosen" aria-label={label}>
      {chosen.map(({ id, name, details, removal }) => (
        <li key={id} className="chosen-member">
          <span>
            <strong>{name}</strong>
            <span className="chosen-details">{details}</span>
          </span>
          <Button
            kind="quiet"
            icon="close"
            iconOnly
            onPress={({ target }) => {
              takeAway(target.closest("li"), () => {
                onRemove(id);
              });
            }}
          >
            {removal}
          </Button>
        </li>
      ))}
    </ul>
  );
}
