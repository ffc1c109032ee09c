import { useNavigation } from "../../app/navigation";
import { useAction, useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { ConflictSide, ConflictView, VisitSummary } from "../../generated/commands";
import { shortDate } from "../../text/format";

function named(side: ConflictSide, rank: number): string {
  const where = side.here ? "cet ordinateur" : "l’autre ordinateur";
  return `${rank === 0 ? "Première arrivée" : "Seconde"}, scellée sur ${where} ${side.sealed}`;
}

function Sides({ view }: { view: ConflictView }) {
  const heads = view.sides.slice(0, 2).map(named);
  if (view.differences.length === 0) {
    return <p>Les deux versions disent la même chose.</p>;
  }
  return (
    // A table wider than the dialog scrolls, by keyboard as well.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-frame" tabIndex={0} role="region" aria-label="Ce qui diffère">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Quoi</th>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.differences.map(({ what, before, after }, rank) => (
            <tr key={`${what} ${String(rank)}`}>
              <th scope="row">{what}</th>
              <td>{before === "" ? <em>absent</em> : before}</td>
              <td>{after === "" ? <em>absent</em> : after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Two sealed versions side by side; the one that is taken becomes a rectificatif that names both. */
export function ConflictDialog({ visit, onClose }: { visit: VisitSummary; onClose: () => void }) {
  const { go } = useNavigation();
  const loaded = useCommand("conflict", { visit: visit.id });
  const choose = useAction("choose_revision");
  const take = async (sha256: string) => {
    if ((await choose.run({ visit: visit.id, sha256 })) === null) return;
    onClose();
    go({ screen: "review", id: visit.id });
  };
  return (
    <Dialog
      title={`Visite du ${shortDate(visit.date)} : deux versions`}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>Plus tard</Button>
          {(loaded.data?.sides ?? []).map((side, rank) => (
            <Button
              key={side.sha256}
              isPending={choose.pending}
              onPress={() => void take(side.sha256)}
            >
              {rank === 0 ? "Partir de la première" : "Partir de la seconde"}
            </Button>
          ))}
        </>
      }
    >
      <p>
        La version d’où vous partez s’ouvre en rectificatif : complétez-la si besoin, puis scellez.
        Elle nomme les deux, et met fin au conflit sur tous vos ordinateurs.
      </p>
      <Await loaded={loaded}>{(view) => <Sides view={view} />}</Await>
      <Problems failure={choose.failure} />
    </Dialog>
  );
}
