import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Cover } from "../../components/Cover";
import { Problems } from "../../components/Problems";
import { Diagnostics } from "../keeping/Diagnostics";
import { RestoreLink } from "./RestoreLink";

/** A notebook was found without its keys: put them back, or begin another one beside it. */
export function KeysMissingScreen() {
  const { status, setStatus } = useSession();
  const again = useAction("status");
  const anew = useAction("begin_anew");
  const look = async () => {
    const found = await again.run({});
    if (found !== null) setStatus(found);
  };
  const begin = async () => {
    const begun = await anew.run({});
    if (begun !== null) setStatus(begun);
  };
  return (
    <Cover title="Un carnet sans ses clés">
      <p>
        Il y a un carnet dans <span className="code">{status.folder}</span>, mais son fichier{" "}
        <span className="code">notebook.keys</span> n’y est pas, ou ne se lit plus. Sans ce fichier,
        ni la phrase de passe ni le code de secours ne peuvent l’ouvrir.
      </p>
      <p>
        Remettez <span className="code">notebook.keys</span> dans ce dossier, par exemple depuis une
        sauvegarde, puis cherchez de nouveau.
      </p>
      <div className="row row-end">
        <Button kind="primary" isPending={again.pending} onPress={() => void look()}>
          Chercher de nouveau
        </Button>
      </div>
      <Problems failure={again.failure} />
      <div>
        <RestoreLink />
      </div>
      <Diagnostics quiet />
      <h2>Commencer un nouveau carnet</h2>
      <p>
        Le carnet sans ses clés est alors mis de côté, intact, dans un dossier voisin dont le nom
        vous est donné. Si une première installation venait d’être interrompue, il ne contient rien.
      </p>
      <div>
        <Button isPending={anew.pending} onPress={() => void begin()}>
          Mettre de côté et commencer
        </Button>
      </div>
      <Problems failure={anew.failure} />
    </Cover>
  );
}
