import { useState } from "react";

import { useSession } from "../../app/session";
import { call } from "../../backend/backend";
import { failureOf } from "../../backend/failure";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { BackupView, Failure } from "../../generated/commands";
import { Comparison } from "./Comparison";

/** What restoring a backup would change, then the change itself. */
export function RestoreDialog({ backup, onClose }: { backup: BackupView; onClose: () => void }) {
  const { setStatus } = useSession();
  const compared = useCommand("compare_backup", { place: backup.place });
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const putBack = async () => {
    setPending(true);
    try {
      setStatus(await call("restore_backup", { place: backup.place }));
    } catch (thrown) {
      await follow(failureOf(thrown));
    }
  };
  // A refusal may leave the notebook locked: the window follows, and says why.
  const follow = async (refused: Failure) => {
    try {
      const status = await call("status", {});
      setStatus({ ...status, notices: [...status.notices, ...refused.problems] });
      onClose();
    } catch {
      setFailure(refused);
      setPending(false);
    }
  };
  return (
    <Dialog
      title={`Reprendre la sauvegarde faite ${backup.made}`}
      isOpen
      onClose={onClose}
      size="wide"
      mustChoose={pending}
      actions={
        <>
          <Button isDisabled={pending} onPress={onClose}>
            Garder le carnet tel qu’il est
          </Button>
          <Button
            kind="danger"
            isPending={pending}
            isDisabled={compared.data === null}
            onPress={() => void putBack()}
          >
            Mettre la sauvegarde à la place
          </Button>
        </>
      }
    >
      <Await loaded={compared} words="Comparaison…">
        {(found) => <Comparison found={found} />}
      </Await>
      <Problems failure={failure} />
    </Dialog>
  );
}
