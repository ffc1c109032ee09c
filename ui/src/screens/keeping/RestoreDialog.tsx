import { useState } from "react";

import { useSession } from "../../app/session";
import { call } from "../../backend/backend";
import { failureOf } from "../../backend/failure";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type {
  BackupView,
  ChangedVisitView,
  ComparisonView,
  Failure,
  VisitSummary,
} from "../../generated/commands";
import { counted } from "../../text/format";
import { visitWords } from "../../text/visitWords";

function Visits({ title, visits }: { title: string; visits: readonly VisitSummary[] }) {
  if (visits.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {visits.map((visit) => (
          <li key={visit.id}>{visitWords(visit)}</li>
        ))}
      </ul>
    </section>
  );
}

function Changed({ changed }: { changed: readonly ChangedVisitView[] }) {
  if (changed.length === 0) return null;
  return (
    <section>
      <h3>Redeviendraient comme elles étaient</h3>
      <ul>
        {changed.map(({ visit, now, then }) => (
          <li key={visit.id}>
            {visitWords(visit)}
            {"\u00a0"}: modifiée {now} ici, {then} dans la sauvegarde
          </li>
        ))}
      </ul>
    </section>
  );
}

function Comparison({ found }: { found: ComparisonView }) {
  if (found.nothing) {
    return (
      <p>
        Cette sauvegarde a les mêmes visites et le même registre que le carnet. L’annuaire, les
        vacances et les réglages peuvent différer{"\u00a0"}: ils redeviendraient ceux de ce jour-là.
      </p>
    );
  }
  return (
    <>
      <Visits title="Quitteraient le carnet (faites depuis)" visits={found.lost} />
      <Visits title="Reviendraient dans le carnet" visits={found.returned} />
      <Changed changed={found.changed} />
      {found.register_lost + found.register_returned === 0 ? null : (
        <p>
          Registre des enseignants{"\u00a0"}: {counted(found.register_lost, "modification")} en
          moins, {counted(found.register_returned, "modification")} en plus.
        </p>
      )}
      <p className="muted">{counted(found.same, "visite")} sans changement.</p>
      <p>
        Rien n’est détruit{"\u00a0"}: le carnet d’aujourd’hui est mis de côté, intact, et son
        dossier vous est indiqué. Le carnet se verrouille ensuite.
      </p>
    </>
  );
}

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
