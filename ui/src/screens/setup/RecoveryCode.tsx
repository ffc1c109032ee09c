import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { ExportedNote } from "../../components/ExportedNote";
import { Problems } from "../../components/Problems";
import { useState } from "react";
import type { ExportedFile } from "../../generated/commands";
import "./RecoveryCode.css";

/** The code in its groups, and the ways to keep it. */
export function RecoveryCode({
  groups,
  replaces,
  onWritten,
}: {
  groups: string[];
  /** Whether it comes in the place of one that opens the notebook until this one is typed back. */
  replaces: boolean;
  onWritten: () => void;
}) {
  const { setStatus } = useSession();
  const keep = useAction("keep_recovery");
  const sheet = useAction("export_recovery_sheet");
  const [written, setWritten] = useState<ExportedFile | null>(null);
  return (
    <>
      <p>
        Si vous oubliez votre phrase de passe, ce code ouvre le carnet à sa place. Il ne s’affiche
        qu’aujourd’hui.{" "}
        {replaces
          ? "L’ancien vaut tant que deux groupes de celui-ci n’ont pas été retapés ici. "
          : ""}
        Sans lui ni la phrase de passe, <strong>rien ne pourra être relu</strong>.
      </p>
      <ol className="recovery-code" role="list" aria-label="Code de secours">
        {groups.map((group, rank) => (
          <li key={rank}>
            <span className="recovery-rank">
              <span className="visually-hidden">Groupe </span>
              {rank + 1}
            </span>
            <span className="code">{group}</span>
          </li>
        ))}
      </ol>
      <p>
        Recopiez-le sur papier, ou enregistrez-le en PDF pour l’imprimer ; puis supprimez le
        fichier. Gardez la feuille loin de cet ordinateur.
      </p>
      {written === null ? null : <ExportedNote file={written} />}
      <Problems failure={sheet.failure ?? keep.failure} />
      <div className="row row-end">
        {replaces ? (
          <Button
            kind="quiet"
            isPending={keep.pending}
            onPress={async () => {
              const status = await keep.run({});
              if (status !== null) setStatus(status);
            }}
          >
            Garder l’ancien code
          </Button>
        ) : null}
        <Button
          icon="file"
          isPending={sheet.pending}
          onPress={async () => {
            setWritten(await sheet.run({}));
          }}
        >
          Enregistrer en PDF
        </Button>
        <Button kind="primary" onPress={onWritten}>
          C’est noté, continuer
        </Button>
      </div>
    </>
  );
}
