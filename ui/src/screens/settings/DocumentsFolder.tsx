import { useState } from "react";

import { Button } from "../../components/Button";
import { FolderField } from "../../components/FolderField";

/** The folder where documents are written. */
export function DocumentsFolder({
  folder,
  onSave,
}: {
  folder: string;
  onSave: (folder: string) => void;
}) {
  const [typed, setTyped] = useState(folder);
  const [asked, setAsked] = useState<string | null>(null);
  const change = (chosen: string) => {
    setAsked(chosen);
    onSave(chosen);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change(typed);
      }}
    >
      <FolderField
        label="Dossier des comptes rendus et des exports"
        description="Ils y sont écrits en clair : préférez un dossier qui n’est pas recopié en ligne."
        value={typed}
        onChange={setTyped}
        onPicked={change}
        after={
          <Button type="submit" isDisabled={typed.trim() === "" || typed === folder}>
            Changer
          </Button>
        }
      />
      <p className="small muted" role="status">
        {asked !== null && asked === folder ? "Le dossier est changé." : ""}
      </p>
    </form>
  );
}
