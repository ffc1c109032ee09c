import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ExportedNote } from "../../components/ExportedNote";
import { FilePick } from "../../components/FilePick";
import { Problems } from "../../components/Problems";
import type { AcademieView, ExportedFile } from "../../generated/commands";
import { NameKeeperDialog } from "./NameKeeperDialog";
import type { Decided } from "./useKeeping";

/** The keepers: two, so that a lost laptop does not lose the académie. */
export function KeepersCard({
  view,
  onChanged,
  onDecided,
}: {
  view: AcademieView;
  onChanged: (view: AcademieView) => void;
  onDecided: Decided;
}) {
  const [naming, setNaming] = useState(false);
  const [file, setFile] = useState<ExportedFile | null>(null);
  const take = useAction("take_root");
  return (
    <Card
      title="Gardiens"
      lead="Deux personnes gardent la clé racine, chacune sur son ordinateur. Si l’une perd le sien, l’autre continue ; si les deux la perdent, l’académie est à refaire."
    >
      <ul role="list" className="stack-tight">
        {view.keepers.map((keeper) => (
          <li key={keeper.fingerprint}>
            <span className="code">{keeper.fingerprint}</span>
            {keeper.is_self ? " (vous)" : null}
          </li>
        ))}
      </ul>
      {view.has_root ? (
        <div className="row">
          <Button
            onPress={() => {
              setNaming(true);
            }}
          >
            Nommer un autre gardien…
          </Button>
        </div>
      ) : (
        <FilePick
          label="Reprendre la clé racine qu’un gardien vous a remise"
          description="Le fichier « Racine chiffrée.age » : vous seul pouvez l’ouvrir."
          accept=".age"
          onStaged={(staged) => {
            void take.run({ file: staged.file }).then((now) => {
              if (now !== null) onChanged(now);
            });
          }}
        />
      )}
      <Problems failure={take.failure} />
      {file === null ? null : (
        <>
          <p>Remettez ce fichier à l’autre gardien : il est chiffré pour lui seul.</p>
          <ExportedNote file={file} />
        </>
      )}
      <details>
        <summary>Votre identité, à donner à un gardien qui vous nomme</summary>
        <p className="code">{view.identity}</p>
        <p>
          Votre empreinte, à lire de vive voix
          <br />
          <span className="code">{view.fingerprint}</span>
        </p>
      </details>
      {naming ? (
        <NameKeeperDialog
          onClose={() => {
            setNaming(false);
          }}
          onNamed={(named) => {
            setNaming(false);
            setFile(named.file);
            onChanged(named.academie);
            onDecided();
          }}
        />
      ) : null}
    </Card>
  );
}
