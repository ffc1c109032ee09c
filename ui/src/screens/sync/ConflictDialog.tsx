import { useNavigation } from "../../app/navigation";
import { useAction, useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { ConflictSide, DifferenceView, VisitSummary } from "../../generated/commands";
import { shortDate } from "../../text/format";

/** The versions by their rank; the second of two is « seconde ». */
function ranked(rank: number, count: number): string {
  if (rank === 0) return "première";
  if (count === 2) return "seconde";
  return ["deuxième", "troisième"][rank - 1] ?? `${String(rank + 1)}\u1d49`;
}

function heading(side: ConflictSide, rank: string): string {
  const where = side.here ? "cet ordinateur" : "l’autre ordinateur";
  const named = rank === "première" ? "première arrivée" : rank;
  return `${named.charAt(0).toUpperCase()}${named.slice(1)}, scellée sur ${where} ${side.sealed}`;
}

/** What differs between the version that came first and another. */
function Compared({
  heads,
  differences,
}: {
  heads: readonly string[];
  differences: readonly DifferenceView[];
}) {
  const both = heads.join(", et ");
  if (differences.length === 0) {
    return <p>{`Disent la même chose\u00a0: ${both}.`}</p>;
  }
  const label = `Ce qui diffère\u00a0: ${both}`;
  return (
    // A table wider than the dialog scrolls, by keyboard as well.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-frame" tabIndex={0} role="region" aria-label={label}>
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
          {differences.map(({ what, before, after }, rank) => (
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

/** Each later version beside the first. */
function Sides({ sides }: { sides: readonly ConflictSide[] }) {
  const heads = sides.map((side, rank) => heading(side, ranked(rank, sides.length)));
  return sides
    .slice(1)
    .map(({ sha256, differences }, later) => (
      <Compared
        key={sha256}
        heads={[heads[0] ?? "", heads[later + 1] ?? ""]}
        differences={differences}
      />
    ));
}

/** Sealed versions side by side; the one that is taken becomes a rectificatif that names them all. */
export function ConflictDialog({ visit, onClose }: { visit: VisitSummary; onClose: () => void }) {
  const { go } = useNavigation();
  const loaded = useCommand("conflict", { visit: visit.id });
  const choose = useAction("choose_revision");
  const sides = loaded.data?.sides ?? [];
  const take = async (sha256: string) => {
    if ((await choose.run({ visit: visit.id, sha256 })) === null) return;
    onClose();
    go({ screen: "review", id: visit.id });
  };
  return (
    <Dialog
      title={`Visite du ${shortDate(visit.date)} : ${sides.length > 2 ? String(sides.length) : "deux"} versions`}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>Plus tard</Button>
          {sides.map(({ sha256 }, rank) => (
            <Button key={sha256} isPending={choose.pending} onPress={() => void take(sha256)}>
              {`Partir de la ${ranked(rank, sides.length)}`}
            </Button>
          ))}
        </>
      }
    >
      <p>
        La version d’où vous partez s’ouvre en rectificatif : complétez-la si besoin, puis scellez.
        Elle nomme toutes les autres, et met fin au conflit sur tous vos ordinateurs.
      </p>
      <Await loaded={loaded}>{(view) => <Sides sides={view.sides} />}</Await>
      <Problems failure={choose.failure} />
    </Dialog>
  );
}
