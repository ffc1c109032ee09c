import { useState } from "react";

import { FilePick } from "../../../components/FilePick";
import { TextArea } from "../../../components/TextArea";
import type { HappeningView, StagedFile } from "../../../generated/commands";
import { fileSize } from "../../../text/format";

type Reply = Extract<HappeningView, { happening: "reply" }>;

/** The reply, word for word, or the file that was received. */
export function ReplyFields({
  value,
  onChange,
}: {
  value: Reply;
  onChange: (value: Reply) => void;
}) {
  const [file, setFile] = useState<StagedFile | null>(null);
  return (
    <>
      <TextArea
        label="Réponse, mot pour mot"
        optional={file !== null}
        value={value.text}
        onChange={(text) => {
          onChange({ ...value, text });
        }}
      />
      {file === null ? (
        <FilePick
          label="Joindre le fichier reçu"
          description="Il est gardé chiffré dans le carnet, avec son empreinte."
          accept="*/*"
          onStaged={(staged) => {
            setFile(staged);
            onChange({ ...value, file: staged.file });
          }}
        />
      ) : (
        <p role="status">
          Fichier joint{"\u00a0"}: {file.name} ({fileSize(file.size)})
        </p>
      )}
    </>
  );
}
