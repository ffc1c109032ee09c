import { useState } from "react";

import { useAction, useCommand } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { SetAsideView } from "../../generated/commands";

/** The notebooks that were set aside, each deleted by a person's own act. */
export function SetAsideCard() {
  const loaded = useCommand("set_aside_notebooks", {});
  const remove = useAction("delete_set_aside");
  const [asked, setAsked] = useState<SetAsideView | null>(null);
  const close = () => {
    setAsked(null);
    remove.clear();
  };
  const confirm = async () => {
    if (asked === null) return;
    const left = await remove.run({ folder: asked.place });
    if (left === null) return;
    loaded.replace(left);
    close();
  };
  const notebooks = loaded.data ?? [];
  if (notebooks.length === 0) return <Problems failure={loaded.failure} />;
  return (
    <Card
      title="Carnets mis de côté"
      lead={
        "Ils sont entiers, chiffrés, et personne ne les ouvre plus. Gardez-les tant que vous pouvez en avoir besoin\u00a0: leurs données comptent dans la durée de conservation."
      }
    >
      <ul role="list" className="stack-tight">
        {notebooks.map((notebook) => (
          <li key={notebook.place} className="row row-between">
            <span>
              {notebook.why}, {notebook.size}
              <br />
              <span className="code small">{notebook.name}</span>
            </span>
            <Button
              kind="quiet"
              icon="trash"
              aria-label={`Supprimer… ${notebook.name}`}
              onPress={() => {
                setAsked(notebook);
              }}
            >
              Supprimer…
            </Button>
          </li>
        ))}
      </ul>
      <Dialog
        title="Supprimer ce carnet mis de côté"
        isOpen={asked !== null}
        onClose={close}
        mustChoose
        actions={
          <>
            <Button onPress={close}>Garder</Button>
            <Button kind="danger" isPending={remove.pending} onPress={() => void confirm()}>
              Supprimer ce carnet
            </Button>
          </>
        }
      >
        <p>
          Le dossier <span className="code">{asked?.name}</span> sera supprimé. Rien ne permettra de
          le retrouver.
        </p>
        <Problems failure={remove.failure} />
      </Dialog>
    </Card>
  );
}
