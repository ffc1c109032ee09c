import { useNavigation } from "../../app/navigation";
import { Card } from "../../components/Card";
import { EntryList } from "../../components/EntryList";
import type { VisitSummary } from "../../generated/commands";
import { longDate } from "../../text/format";
import { placeOf } from "../agenda/placeOf";

/** The visits to a teacher, the latest first. */
export function VisitsCard({ visits }: { visits: VisitSummary[] }) {
  const { go } = useNavigation();
  return (
    <Card title="Visites">
      {visits.length === 0 ? (
        <p className="muted">Aucune visite pour l’instant.</p>
      ) : (
        <EntryList
          label="Visites, la plus récente d’abord"
          entries={visits.map((visit) => ({
            key: visit.id,
            title: longDate(visit.date),
            details: [visit.kind, visit.school, visit.grid, visit.cancel_reason]
              .filter((part) => part !== "")
              .join(" · "),
          }))}
          onOpen={(id) => {
            const visit = visits.find((one) => one.id === id);
            if (visit !== undefined) go(placeOf(visit));
          }}
        />
      )}
    </Card>
  );
}
