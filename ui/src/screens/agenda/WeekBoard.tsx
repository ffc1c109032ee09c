import { useSession } from "../../app/session";
import type { HolidayView, VisitSummary } from "../../generated/commands";
import { shortDate } from "../../text/format";
import { halfDayOf, weekOf } from "./days";
import { HalfDaySlot } from "./HalfDaySlot";
import { HolidaysOf } from "./HolidaysOf";

/** A week: a column for each day, a row for each half-day. */
export function WeekBoard({
  monday,
  visits,
  holidays,
  onChanged,
}: {
  monday: string;
  visits: readonly VisitSummary[];
  holidays: readonly HolidayView[];
  onChanged: (day?: string) => void;
}) {
  const { status } = useSession();
  const taken = visits.map(({ date }) => date);
  const days = weekOf(monday, taken);
  return (
    <ol role="list" className="week" data-days={days.length}>
      {days.map((date) => {
        const ofDay = visits.filter((visit) => visit.date === date);
        return (
          <li key={date} className="week-day" data-today={date === status.today}>
            <h3 className="week-date">
              {shortDate(date)}
              {date === status.today ? <span className="mark mark-accent">aujourd’hui</span> : null}
              <HolidaysOf
                holidays={holidays.filter(({ first, last }) => first <= date && date <= last)}
                alone
              />
            </h3>
            {(["morning", "afternoon"] as const).map((half) => (
              <HalfDaySlot
                key={half}
                date={date}
                half={half}
                visits={ofDay.filter((visit) => halfDayOf(visit.start) === half)}
                onChanged={onChanged}
              />
            ))}
          </li>
        );
      })}
    </ol>
  );
}
