import { useId, useState } from "react";

import { stageFile } from "../backend/backend";
import { failureOf } from "../backend/failure";
import type { Failure, StagedFile } from "../generated/commands";
import { fileSize } from "../text/format";
import { Icon } from "./Icon";
import { Problems } from "./Problems";
import { Progress } from "./Progress";
import "./FilePick.css";

/** A file that a person gives. */
export interface FilePickProps {
  /** What is asked for: « Choisir le fichier de l’annuaire ». */
  label: string;
  /** What the file is like. */
  description?: string;
  /** As for `<input type="file">`: `.csv,.xlsx`. */
  accept: string;
  /** The file is handed over; a later command names it. */
  onStaged: (file: StagedFile) => void;
}

/** A place to drop a file, which is also the button that chooses one. */
export function FilePick({ label, description, accept, onStaged }: FilePickProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const [reading, setReading] = useState<File | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const take = async (file: File | undefined) => {
    // The field stays enabled while it reads: disabled, it would lose the focus.
    if (file === undefined || reading !== null) return;
    setReading(file);
    setFailure(null);
    try {
      onStaged(await stageFile(file));
    } catch (thrown) {
      setFailure(failureOf(thrown));
    } finally {
      setReading(null);
    }
  };

  return (
    <div className="stack">
      <div className="file-pick">
        {/* It covers the zone, for a file dropped on it is taken as if it were chosen. */}
        <input
          id={id}
          className="file-pick-input"
          type="file"
          accept={accept}
          aria-describedby={`${id}-description`}
          onDragEnter={() => {
            setOver(true);
          }}
          onDragLeave={() => {
            setOver(false);
          }}
          onChange={(event) => {
            setOver(false);
            void take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <label htmlFor={id} className="file-pick-zone" data-over={over}>
          <Icon name="upload" />
          <span className="file-pick-label">{label}</span>
          <span id={`${id}-description`} className="muted small">
            {description}
            {description === undefined ? null : " "}On peut aussi déposer le fichier ici.
          </span>
        </label>
      </div>
      {reading === null ? null : (
        <Progress>{`Lecture de ${reading.name} (${fileSize(reading.size)})…`}</Progress>
      )}
      <Problems failure={failure} />
    </div>
  );
}
