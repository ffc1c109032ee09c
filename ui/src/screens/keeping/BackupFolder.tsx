import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { FolderField } from "../../components/FolderField";
import { Problems } from "../../components/Problems";
import type { BackupsView } from "../../generated/commands";

/** The folder where backups go. */
export function BackupFolder({
  folder,
  onChanged,
}: {
  folder: string;
  onChanged: (view: BackupsView) => void;
}) {
  const save = useAction("save_backup_folder");
  const [typed, setTyped] = useState(folder);
  const [changed, setChanged] = useState(false);
  const change = async (folder: string) => {
    const view = await save.run({ folder });
    setChanged(view !== null);
    if (view === null) return;
    setTyped(view.folder);
    onChanged(view);
  };
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        void change(typed);
      }}
    >
      <FolderField
        label="Dossier des sauvegardes"
        description={
          "Sur une clé USB ou un lecteur réseau, elles survivent à la panne de cet ordinateur. Elles sont chiffrées\u00a0: seule votre phrase de passe, ou le code de secours, les ouvre. Vide\u00a0: le dossier habituel."
        }
        value={typed}
        onChange={setTyped}
        onPicked={(picked) => void change(picked)}
        after={
          <Button type="submit" isDisabled={typed === folder} isPending={save.pending}>
            Choisir
          </Button>
        }
      />
      <Problems failure={save.failure} />
      <p className="small muted" role="status">
        {changed ? "Le dossier est choisi. Les sauvegardes déjà faites restent où elles sont." : ""}
      </p>
    </form>
  );
}
