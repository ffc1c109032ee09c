import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import type { Sought } from "../../app/place";
import type { ObservationView } from "../../generated/commands";
import { isOpen } from "../visit/visitWords";
import { ObservePage } from "./ObservePage";
import { ObservingProvider } from "./ObservingProvider";
import { PastNotebook } from "./PastNotebook";

/** The same, opened where what is sought stands. */
function openedAt(view: ObservationView, sought: Sought | undefined): ObservationView {
  if (sought?.mode === undefined) return view;
  const { mode, seance = null, item = "" } = sought;
  const unit = item === "" ? view.left_at.seance : seance;
  return { ...view, left_at: { mode, seance: unit, item } };
}

/** Observing: the running notebook, the grid beside it, and what is said after. */
export function ObserveScreen({ id, sought }: { id: string; sought?: Sought | undefined }) {
  const loaded = useCommand("observation", { visit: id });
  return (
    <Await loaded={loaded}>
      {(view) =>
        isOpen(view.visit.summary.status) ? (
          <ObservingProvider key={view.visit.summary.id} view={openedAt(view, sought)}>
            <ObservePage />
          </ObservingProvider>
        ) : (
          <PastNotebook view={view} />
        )
      }
    </Await>
  );
}
