import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ExportedNote } from "../../components/ExportedNote";
import { Problems } from "../../components/Problems";
import type { ExportedFile, ReleasesView } from "../../generated/commands";

/** The buttons that write figures of a place, and what they wrote. */
export function WriteReleased({
  scope,
  formats,
}: {
  scope: string;
  formats: readonly { format: string; label: string }[];
}) {
  const write = useAction("export_released");
  const [written, setWritten] = useState<ExportedFile[]>([]);
  return (
    <div className="stack-tight">
      <div className="row">
        {formats.map(({ format, label }, rank) => (
          <Button
            key={format}
            icon="file"
            kind={rank === 0 && format === "pdf" ? "primary" : "secondary"}
            isPending={write.pending}
            onPress={async () => {
              const files = await write.run({ scope, format });
              if (files !== null) setWritten(files);
            }}
          >
            {label}
          </Button>
        ))}
      </div>
      <Problems failure={write.failure} />
      {written.map((file) => (
        <ExportedNote key={file.path} file={file} />
      ))}
    </div>
  );
}

/** All that was published, for another program. */
export function ReleasedFiles({ view }: { view: ReleasesView }) {
  return (
    <Card
      title="Tous les chiffres publiés"
      lead={`De l’académie, des circonscriptions et des écoles, avec un dictionnaire des colonnes. ${
        view.fictitious ? "Données fictives." : "Ce qui est masqué le reste."
      }`}
    >
      <WriteReleased
        scope="academie"
        formats={[
          { format: "xlsx", label: "Écrire en classeur (XLSX)" },
          { format: "csv", label: "Écrire en CSV" },
        ]}
      />
    </Card>
  );
}
