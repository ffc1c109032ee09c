import { useAction } from "../backend/useCommand";
import type { ExportedFile } from "../generated/commands";
import { Button } from "./Button";
import { Problems } from "./Problems";
import "./ExportedNote.css";

/** Says which file was written and where, and opens it. */
export function ExportedNote({ file }: { file: ExportedFile }) {
  const open = useAction("open_exported");
  return (
    <div className="exported" role="status">
      <p>
        <strong>{file.name}</strong> est enregistré dans <span className="code">{file.folder}</span>
      </p>
      <div className="row">
        <Button icon="file" onPress={() => void open.run({ path: file.path, folder: false })}>
          Ouvrir le fichier
        </Button>
        <Button
          kind="quiet"
          icon="folder"
          onPress={() => void open.run({ path: file.path, folder: true })}
        >
          Ouvrir le dossier
        </Button>
      </div>
      <Problems failure={open.failure} />
      <Problems problems={file.problems} />
    </div>
  );
}
