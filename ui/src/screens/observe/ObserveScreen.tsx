import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { isOpen } from "../visit/visitWords";
import { ObservePage } from "./ObservePage";
import { ObservingProvider } from "./ObservingProvider";
import { PastNotebook } from "./PastNotebook";

/** Observing: the running notebook, the grid beside it, and what is said after. */
export function ObserveScreen({ id }: { id: string }) {
  const loaded = useCommand("observation", { visit: id });
  return (
    <Await loaded={loaded}>
      {(view) =>
        isOpen(view.visit.summary.status) ? (
          <ObservingProvider key={view.visit.summary.id} view={view}>
            <ObservePage />
          </ObservingProvider>
        ) : (
          <PastNotebook view={view} />
        )
      }
    </Await>
  );
}
