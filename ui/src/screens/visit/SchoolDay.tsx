import { useCommand } from "../../backend/useCommand";
import type { SchoolDaysView } from "../../generated/commands";

function Words({ school }: { school: SchoolDaysView }) {
  const [holiday] = school.holidays;
  if (holiday !== undefined) {
    return (
      <p>
        <span className="mark mark-warning">{`${holiday.label}\u00a0: pas de classe ce jour-là`}</span>
      </p>
    );
  }
  return school.periods === "" ? null : (
    <p className="small muted">{`Période ${school.periods}`}</p>
  );
}

/** Says what the day of a visit is for the school: its holidays, else its period. */
export function SchoolDay({ date }: { date: string }) {
  const school = useCommand("school_days", { from: date, to: date }).data;
  return <div role="status">{school === null ? null : <Words school={school} />}</div>;
}
