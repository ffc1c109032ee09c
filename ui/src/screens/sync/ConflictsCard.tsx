import { Card } from "../../components/Card";
import { EntryList } from "../../components/EntryList";
import type { VisitSummary } from "../../generated/commands";
import { shortDate } from "../../text/format";

/** The visits of which two versions were sealed on two laptops. */
export function ConflictsCard({
  conflicts,
  onOpen,
}: {
  conflicts: readonly VisitSummary[];
  onOpen: (visit: VisitSummary) => void;
}) {
  if (conflicts.length === 0) return null;
  return (
    <Card
      title="À départager"
      lead="Ces visites ont été scellées différemment sur deux ordinateurs. Les deux versions sont gardées ; la première arrivée compte jusqu’à votre choix."
    >
      <EntryList
        label="Visites à départager"
        entries={conflicts.map((visit) => ({
          key: visit.id,
          title: `${shortDate(visit.date)} · ${visit.subject}`,
          details: [visit.kind, visit.school].filter((part) => part !== "").join(" · "),
        }))}
        onOpen={(id) => {
          const visit = conflicts.find((one) => one.id === id);
          if (visit !== undefined) onOpen(visit);
        }}
      />
    </Card>
  );
}
