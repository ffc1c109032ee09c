import { useNavigation } from "../../app/navigation";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import type { LeftAt, SpotView } from "../../generated/commands";

/** Where the observing screen opens for a place of the visit; null for what is settled before. */
function leftAt(spot: SpotView): LeftAt | null {
  switch (spot.spot) {
    case "plan":
      return null;
    case "item":
      return { mode: "grid", seance: spot.seance, item: spot.item };
    case "note":
      return { mode: "notes", seance: spot.seance, item: "" };
    case "debrief":
      return { mode: "debrief", seance: null, item: "" };
  }
}

function wordsFor(spot: SpotView, named: boolean): string {
  switch (spot.spot) {
    case "plan":
      return "Revoir la préparation";
    case "item":
      return named ? spot.label : "Revoir l’observable";
    case "note":
      return "Revoir le carnet";
    case "debrief":
      return "Revoir l’entretien";
  }
}

/** Leads to one place of the visit. */
function SpotButton({ visit, spot, named }: { visit: string; spot: SpotView; named: boolean }) {
  const { go } = useNavigation();
  const leave = useAction("leave_at");
  return (
    <>
      <Button
        kind="quiet"
        isPending={leave.pending}
        onPress={async () => {
          const left_at = leftAt(spot);
          if (left_at === null) go({ screen: "visit", id: visit });
          else if ((await leave.run({ visit, left_at })) !== null)
            go({ screen: "observe", id: visit });
        }}
      >
        {wordsFor(spot, named)}
      </Button>
      <Problems failure={leave.failure} />
    </>
  );
}

/** The ways to what a review found: buttons where there are few, else a list to open. */
export function FindingSpots({ visit, spots }: { visit: string; spots: readonly SpotView[] }) {
  const buttons = spots.map((spot, rank) => (
    <SpotButton key={rank} visit={visit} spot={spot} named={spots.length > 2} />
  ));
  if (spots.length <= 2) return <span className="row finding-spots">{buttons}</span>;
  return (
    <details className="finding-spots">
      <summary>Lesquels</summary>
      <ul role="list">
        {buttons.map((button, rank) => (
          <li key={rank}>{button}</li>
        ))}
      </ul>
    </details>
  );
}
