import { useState } from "react";

import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { FolderField } from "../../components/FolderField";
import { Problems } from "../../components/Problems";
import { TextField } from "../../components/TextField";
import type { BackupView } from "../../generated/commands";
import { BackupList } from "../keeping/BackupList";

function Find({ onChosen }: { onChosen: (backup: BackupView) => void }) {
  const find = useAction("find_backups");
  const [folder, setFolder] = useState("");
  const [found, setFound] = useState<readonly BackupView[] | null>(null);
  const look = async (place: string) => {
    setFound(await find.run({ folder: place }));
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void look(folder);
      }}
    >
      <FolderField
        label="Dossier des sauvegardes"
        description={
          "Celui de la clé USB ou du lecteur réseau où elles sont. Vide\u00a0: le dossier habituel de cet ordinateur."
        }
        value={folder}
        onChange={setFolder}
        onPicked={(picked) => void look(picked)}
        autoFocus
        after={
          <Button type="submit" isPending={find.pending}>
            Chercher
          </Button>
        }
      />
      <Problems failure={find.failure} />
      {found === null ? null : <BackupList backups={found} action="Choisir" onChosen={onChosen} />}
    </form>
  );
}

function PutBack({ backup }: { backup: BackupView }) {
  const { setStatus } = useSession();
  const restore = useAction("restore_closed");
  const [secret, setSecret] = useState("");
  return (
    <form
      className="stack"
      onSubmit={async (event) => {
        event.preventDefault();
        const status = await restore.run({ place: backup.place, secret });
        if (status !== null) setStatus(status);
      }}
    >
      <p>
        Sauvegarde faite {backup.made}. Un carnet qui serait déjà ici est mis de côté, intact
        {"\u202f"}; si seules ses clés manquent, elles seules sont remises.
      </p>
      <TextField
        label="Phrase de passe du jour de cette sauvegarde, ou code de secours"
        type="password"
        value={secret}
        onChange={setSecret}
        autoFocus
      />
      <Problems failure={restore.failure} />
      <Button type="submit" kind="primary" isPending={restore.pending}>
        Reprendre cette sauvegarde
      </Button>
    </form>
  );
}

/** Finds a backup and puts it in the place of a notebook that is closed or missing. */
export function RestoreClosed({ onClose }: { onClose: () => void }) {
  const [backup, setBackup] = useState<BackupView | null>(null);
  return (
    <Dialog
      title="Reprendre une sauvegarde"
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        backup === null ? (
          <Button onPress={onClose}>Annuler</Button>
        ) : (
          <Button
            onPress={() => {
              setBackup(null);
            }}
          >
            Choisir une autre sauvegarde
          </Button>
        )
      }
    >
      {backup === null ? <Find onChosen={setBackup} /> : <PutBack backup={backup} />}
    </Dialog>
  );
}
