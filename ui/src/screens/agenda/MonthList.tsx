import { EmptyState } from "../../components/EmptyState";
import type { VisitSummary } from "../../generated/commands";
import { longDate } from "../../text/format";
import { VisitCard } from "./VisitCard";

/** The visits of a month, day by day. */
export function MonthList({
  visits,
  words,
  onChanged,
}: {
  visits: readonly VisitSummary[];
  words: string;
  onChanged: (day?: string) => void;
}) {
  if (visits.length === 0) {
    return (
      <EmptyState icon="agenda" title={`Aucune visite en ${words}.`}>
        Les visites d’avant se retrouvent mois par mois, et sur la page de chaque enseignant.
      </EmptyState>
    );
  }
  const days = [...new Set(visits.map(({ date }) => date))];
  return (
    <ol role="list" className="month">
      {days.map((date) => (
        <li key={date} className="month-day">
          <h3 className="week-date">{longDate(date)}</h3>
          <ul role="list" className="month-visits">
            {visits
              .filter((visit) => visit.date === date)
              .map((visit) => (
                <li key={visit.id}>
                  <VisitCard visit={visit} onChanged={onChanged} />
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
