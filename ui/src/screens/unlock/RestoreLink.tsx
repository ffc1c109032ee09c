import { useState } from "react";

import { Button } from "../../components/Button";
import { RestoreClosed } from "./RestoreClosed";

/** The way to a backup, where the notebook is closed or missing. */
export function RestoreLink() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        kind="quiet"
        icon="folder"
        onPress={() => {
          setOpen(true);
        }}
      >
        Reprendre une sauvegarde
      </Button>
      {open ? (
        <RestoreClosed
          onClose={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
