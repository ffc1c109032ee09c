import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import type { StoreView, SyncView } from "../../generated/commands";
import { count, counted } from "../../text/format";
import { useSyncing } from "./useSyncing";

function waiting(view: SyncView): string {
  if (view.waiting === 0) return "Rien n’attend d’être envoyé.";
  return view.waiting === 1
    ? "Un document attend d’être envoyé."
    : `${count(view.waiting)} documents attendent d’être envoyés.`;
}

/** What is not in the store though it was sealed: « sauf … », or nothing. */
function but(view: SyncView): string {
  const refused = view.refused.length + view.set_aside.length;
  return refused === 0
    ? ""
    : `, sauf ${counted(refused, "document qu’il refuse", "documents qu’il refuse")} (ci-dessous)`;
}

/** What is synced and until when, and the button that syncs now. */
export function StateCard({
  view,
  store,
  onChanged,
}: {
  view: SyncView;
  store: StoreView;
  onChanged: (view: SyncView) => void;
}) {
  const { begin, running, phase, failure } = useSyncing(view, onChanged);
  const cancel = useAction("cancel_sync");
  return (
    <Card title="Où en est la synchronisation">
      <p>
        {store.synced === "" ? (
          "Ce carnet n’a pas encore été synchronisé."
        ) : (
          <>
            <strong>
              Tout ce qui était scellé {store.synced} est dans l’entrepôt{but(view)}
            </strong>
            , et ce que l’entrepôt avait pour vous est ici.
          </>
        )}{" "}
        {waiting(view)}
      </p>
      {store.contact === "" ? null : (
        <p className="muted">
          Dernier contact avec l’entrepôt{"\u00a0"}: {store.contact}.
        </p>
      )}
      {view.held_back > 0 ? (
        <p className="muted">
          {view.held_back === 1
            ? "Un document attend"
            : `${count(view.held_back)} documents attendent`}{" "}
          qu’un gardien vous donne un rôle, ou qu’un collègue du cercle en transmette la clé.
        </p>
      ) : null}
      {view.elsewhere > 0 ? (
        <p className="muted">
          {view.elsewhere === 1
            ? "Un document est d’une autre académie"
            : `${count(view.elsewhere)} documents sont d’une autre académie`}{" "}
          et {view.elsewhere === 1 ? "reste" : "restent"} dans ce carnet.
        </p>
      ) : null}
      <div className="row">
        <Button kind="primary" icon="upload" isPending={running} onPress={() => void begin()}>
          Synchroniser maintenant
        </Button>
        {running ? (
          <Button isPending={cancel.pending} onPress={() => void cancel.run({})}>
            Arrêter
          </Button>
        ) : null}
        <span role="status">{phase}</span>
      </div>
      <Problems failure={failure} />
      {view.problem === null || running ? null : <Problems problems={[view.problem]} />}
      {view.recoverable ? null : (
        <p className="measure">
          Votre code de secours date d’avant la synchronisation{"\u00a0"}: sur un ordinateur neuf,
          il ne ferait pas revenir ce carnet. Déverrouillez-le une fois par le code de secours, et
          ce sera fait.
        </p>
      )}
    </Card>
  );
}
