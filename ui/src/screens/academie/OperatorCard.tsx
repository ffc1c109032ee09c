import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ExportedNote } from "../../components/ExportedNote";
import { Problems } from "../../components/Problems";
import { TextField } from "../../components/TextField";
import type { AcademieView, ExportedFile } from "../../generated/commands";

/** What the operator of the store is given. */
export function OperatorCard({
  view,
  onChanged,
}: {
  view: AcademieView;
  onChanged: (view: AcademieView) => void;
}) {
  const [url, setUrl] = useState(view.url);
  const move = useAction("open_academie");
  const [file, setFile] = useState<ExportedFile | null>(null);
  const write = useAction("export_root_public_key");
  return (
    <Card
      title="Pour l’exploitant de l’entrepôt"
      lead="Il ouvre l’académie avec la clé publique de la racine : elle n’est pas secrète, et ne permet que de vérifier."
    >
      <dl className="facts">
        <div className="fact">
          <dt>Académie</dt>
          <dd>{view.academie}</dd>
        </div>
        <div className="fact">
          <dt>Adresse</dt>
          <dd>{view.url}</dd>
        </div>
      </dl>
      <p>
        Empreinte de la racine
        <br />
        <span className="code">{view.root}</span>
      </p>
      {view.has_root ? (
        <div className="row">
          <Button
            icon="file"
            isPending={write.pending}
            onPress={async () => {
              setFile(await write.run({}));
            }}
          >
            Enregistrer la clé publique
          </Button>
        </div>
      ) : null}
      {file === null ? null : <ExportedNote file={file} />}
      {view.has_root ? (
        <details>
          <summary>L’adresse de l’entrepôt change</summary>
          <TextField
            label="Nouvelle adresse"
            description="Les invitations faites ensuite la portent ; les carnets déjà rattachés gardent l’ancienne."
            value={url}
            onChange={setUrl}
          />
          <div className="row">
            <Button
              isPending={move.pending}
              onPress={async () => {
                const moved = await move.run({ url, authority: "", proxy: "" });
                if (moved !== null) onChanged(moved);
              }}
            >
              Changer l’adresse
            </Button>
          </div>
          <Problems failure={move.failure} />
        </details>
      ) : null}
      <Problems failure={write.failure} />
    </Card>
  );
}
