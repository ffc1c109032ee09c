import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { ExportedNote } from "../../components/ExportedNote";
import { Problems } from "../../components/Problems";
import type { ExportedFile } from "../../generated/commands";

/** Writes a grid to fill in by hand. */
export function PrintGrid({ sha256 }: { sha256: string }) {
  const print = useAction("print_grid");
  const [written, setWritten] = useState<ExportedFile | null>(null);
  return (
    <div className="stack-tight">
      <div className="row">
        <Button
          icon="file"
          isPending={print.pending}
          onPress={async () => {
            setWritten(await print.run({ sha256 }));
          }}
        >
          Grille vierge, à remplir à la main (PDF)
        </Button>
      </div>
      <Problems failure={print.failure} />
      {written === null ? null : <ExportedNote file={written} />}
    </div>
  );
}
