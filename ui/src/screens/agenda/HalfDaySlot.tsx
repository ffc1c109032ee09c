import { useNavigation } from "../../app/navigation";
import { Icon } from "../../components/Icon";
import type { VisitSummary } from "../../generated/commands";
import { longDate } from "../../text/format";
import type { HalfDay } from "./days";
import { VisitCard } from "./VisitCard";

const WORDS: Record<HalfDay, string> = { morning: "Matin", afternoon: "Après-midi" };

/** A half-day: its visits, and room for another. */
export function HalfDaySlot({
  date,
  half,
  visits,
  onChanged,
}: {
  date: string;
  half: HalfDay;
  visits: readonly VisitSummary[];
  onChanged: (day?: string) => void;
}) {
  const { go } = useNavigation();
  return (
    <div className="half-day">
      <h4 className="half-day-words">{WORDS[half]}</h4>
      {visits.length === 0 ? null : (
        <ul role="list" className="half-day-visits">
          {visits.map((visit) => (
            <li key={visit.id}>
              <VisitCard visit={visit} onChanged={onChanged} />
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        className="half-day-add"
        aria-label={`Préparer une visite le ${longDate(date)}, ${WORDS[half].toLowerCase()}`}
        onClick={() => {
          go({ screen: "visit", id: null, date, half });
        }}
      >
        <Icon name="add" />
      </button>
    </div>
  );
}
