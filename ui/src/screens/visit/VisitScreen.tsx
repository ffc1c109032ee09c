import { useSession } from "../../app/session";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import type { PreparationLists } from "../../generated/commands";
import { NewVisit } from "./NewVisit";
import { PlannedVisit } from "./PlannedVisit";
import { SettledVisit } from "./SettledVisit";
import { isOpen } from "./visitWords";
import "./visit.css";

/** Preparing a visit, or reading what was prepared. */
export function VisitScreen({
  id,
  date,
  half = "morning",
  teacher,
  uai,
}: {
  /** Null for a new one. */
  id: string | null;
  date?: string;
  half?: "morning" | "afternoon";
  teacher?: string;
  uai?: string;
}) {
  const { status } = useSession();
  const lists = useCommand("preparation_lists", {});
  const start = {
    date: date ?? status.today,
    half,
    teacher: teacher ?? null,
    uai: uai ?? "",
  };
  return (
    <Await loaded={lists}>
      {(data) =>
        id === null ? <NewVisit lists={data} start={start} /> : <OneVisit id={id} lists={data} />
      }
    </Await>
  );
}

function OneVisit({ id, lists }: { id: string; lists: PreparationLists }) {
  const loaded = useCommand("visit", { visit: id });
  return (
    <Await loaded={loaded}>
      {(visit) =>
        isOpen(visit.summary.status) ? (
          <PlannedVisit
            key={visit.summary.id}
            visit={visit}
            lists={lists}
            onHandedOver={loaded.replace}
          />
        ) : (
          <SettledVisit visit={visit} onChanged={loaded.replace} />
        )
      }
    </Await>
  );
}
