import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import { SelectField } from "../../components/SelectField";
import type { AcademieView } from "../../generated/commands";
import { PassOnDialog } from "./PassOnDialog";
import type { Decided } from "./useKeeping";
import { VaultOpenings } from "./VaultOpenings";

/** The vaults: to whom a circle’s sealed visits are encrypted beside their author, for a successor. */
export function VaultsCard({
  view,
  onChanged,
  onDecided,
}: {
  view: AcademieView;
  onChanged: (view: AcademieView) => void;
  onDecided: Decided;
}) {
  const [circle, setCircle] = useState<string | null>(null);
  const [passing, setPassing] = useState(false);
  const open = useAction("open_vault");
  const make = async (circle: string) => {
    const now = await open.run({ circle });
    if (now === null) return;
    setCircle(null);
    onChanged(now);
    onDecided();
  };
  return (
    <Card
      title="Coffres"
      lead="Un coffre permet de confier les comptes rendus scellés d’un poste à qui le reprend. À partir de sa création, ce que le cercle scelle est aussi chiffré pour les gardiens."
    >
      {view.vaults.length > 0 || view.lapsed.length > 0 ? null : <p>Aucun coffre.</p>}
      {view.vaults.length === 0 ? null : (
        <ul role="list">
          {view.vaults.map((vault) => (
            <li key={vault}>{vault}</li>
          ))}
        </ul>
      )}
      {view.lapsed.length === 0 ? null : (
        <>
          <p role="status">
            À refaire{"\u00a0"}: un gardien, ou l’ordinateur qui a créé le coffre, n’est plus le
            même. Jusque-là, ce que ces cercles scellent peut ne s’ouvrir à aucun gardien.
          </p>
          <ul role="list" className="stack-tight">
            {view.lapsed.map(({ code, label }) => (
              <li key={code} className="row">
                <span>{label}</span>
                <Button
                  aria-label={`Refaire le coffre, ${label}`}
                  isPending={open.pending}
                  onPress={() => make(code)}
                >
                  Refaire le coffre
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {view.circles.length === 0 ? null : (
        <>
          <SelectField
            label="Cercle"
            choices={view.circles.map(({ code, label }) => ({ value: code, label }))}
            value={circle}
            onChange={setCircle}
            width="medium"
          />
          <div className="row">
            <Button
              isPending={open.pending}
              isDisabled={circle === null}
              onPress={() => make(circle ?? "")}
            >
              Créer le coffre
            </Button>
          </div>
        </>
      )}
      <Problems failure={open.failure} />
      <VaultOpenings openings={view.openings} />
      {view.posts.length === 0 ? null : (
        <div className="row">
          <Button
            onPress={() => {
              setPassing(true);
            }}
          >
            Transmettre les visites d’un poste…
          </Button>
        </div>
      )}
      {passing ? (
        <PassOnDialog
          posts={view.posts}
          onClose={() => {
            setPassing(false);
          }}
          onPassed={(now) => {
            setPassing(false);
            onChanged(now);
            onDecided();
          }}
        />
      ) : null}
    </Card>
  );
}
