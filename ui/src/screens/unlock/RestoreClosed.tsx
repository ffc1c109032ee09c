import { useEffect, useRef, useState } from "react";

import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { FolderField } from "../../components/FolderField";
import { Problems } from "../../components/Problems";
import { TextField } from "../../components/TextField";
import type { BackupView, ClosedComparisonView } from "../../generated/commands";
import { BackupList } from "../keeping/BackupList";
import { Comparison } from "../keeping/Comparison";

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

/** What would change: it takes the focus from the field, whose Enter is done with. */
function Changes({ compared }: { compared: ClosedComparisonView }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    place.current?.focus();
  }, [compared]);
  return (
    <section ref={place} tabIndex={-1} className="stack-tight" aria-label="Ce qui changerait">
      {compared.found === null ? null : <Comparison found={compared.found} />}
      {compared.notice === null ? null : <Problems problems={[compared.notice]} />}
    </section>
  );
}

function PutBack({ backup, onDone }: { backup: BackupView; onDone: () => void }) {
  const { setStatus } = useSession();
  const compare = useAction("compare_closed");
  const restore = useAction("restore_closed");
  const [secret, setSecret] = useState("");
  const [compared, setCompared] = useState<ClosedComparisonView | null>(null);
  const asked = { place: backup.place, secret };
  const look = async () => {
    if (compare.pending || restore.pending || compared !== null) return;
    setCompared(await compare.run(asked));
  };
  const putBack = async () => {
    const status = await restore.run(asked);
    if (status === null) return;
    // The locked screen stays the one that is shown: nothing else would take the dialog away.
    onDone();
    setStatus(status);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        // Enter compares, and never restores.
        event.preventDefault();
        void look();
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
        onChange={(typed) => {
          setSecret(typed);
          setCompared(null);
        }}
        autoFocus
      />
      <Problems failure={compare.failure ?? restore.failure} />
      {compared === null ? (
        <Button type="submit" kind="primary" isPending={compare.pending}>
          Voir ce qui changerait
        </Button>
      ) : (
        <>
          <Changes compared={compared} />
          <Button kind="danger" isPending={restore.pending} onPress={() => void putBack()}>
            Reprendre cette sauvegarde
          </Button>
        </>
      )}
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
      {backup === null ? (
        <Find onChosen={setBackup} />
      ) : (
        <PutBack backup={backup} onDone={onClose} />
      )}
    </Dialog>
  );
}
