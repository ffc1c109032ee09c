import { useState } from "react";

import { useAction, useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import type { BackupsView, BackupView } from "../../generated/commands";
import { BackupFolder } from "./BackupFolder";
import { BackupList } from "./BackupList";
import { RestoreDialog } from "./RestoreDialog";

function Backups({
  view,
  onChanged,
}: {
  view: BackupsView;
  onChanged: (view: BackupsView) => void;
}) {
  const now = useAction("back_up");
  const [made, setMade] = useState(false);
  const [chosen, setChosen] = useState<BackupView | null>(null);
  const backUp = async () => {
    const done = await now.run({});
    setMade(done !== null);
    if (done !== null) onChanged(done);
  };
  return (
    <>
      <p className={view.late ? "strong" : undefined}>
        {view.last === ""
          ? "Aucune sauvegarde n’a encore été faite."
          : `Dernière sauvegarde vérifiée\u00a0: ${view.last}.`}
        {view.late && view.last !== "" ? " Elle date d’une semaine ou plus." : ""}
      </p>
      <div className="row">
        <Button icon="folder" isPending={now.pending} onPress={() => void backUp()}>
          Sauvegarder maintenant
        </Button>
        <span role="status">{made ? "La sauvegarde est faite et vérifiée." : ""}</span>
      </div>
      <Problems failure={now.failure} />
      <BackupFolder folder={view.folder} onChanged={onChanged} />
      <Problems problems={view.problems} />
      {view.backups.length === 0 && view.problems.length > 0 ? null : (
        <BackupList backups={view.backups} action="Reprendre…" onChosen={setChosen} />
      )}
      {chosen === null ? null : (
        <RestoreDialog
          backup={chosen}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </>
  );
}

/** The backups: the last one, where they go, those that are there. */
export function BackupsCard() {
  const loaded = useCommand("backups", {});
  return (
    <Card
      title="Sauvegardes"
      lead="Carnet fait une sauvegarde chiffrée chaque jour d’usage, et de nouveau après deux heures de travail. Chacune est ouverte et vérifiée. Il garde la dernière de chacun des sept derniers jours, puis une par semaine pendant cinq semaines et une par mois pendant six mois."
    >
      <Await loaded={loaded}>{(view) => <Backups view={view} onChanged={loaded.replace} />}</Await>
    </Card>
  );
}
