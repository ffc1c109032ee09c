import { useState } from "react";

import { pickFolder } from "../backend/folder";
import { Button } from "./Button";
import { TextField, type TextFieldProps } from "./TextField";

/** A folder, typed or picked in the system's own window; `onPicked` is told of a folder picked there. */
export function FolderField({
  onPicked,
  after,
  ...props
}: Omit<TextFieldProps, "type" | "code"> & { onPicked: (folder: string) => void }) {
  const [picking, setPicking] = useState(false);
  const pick = async () => {
    setPicking(true);
    const folder = await pickFolder(props.label, props.value).finally(() => {
      setPicking(false);
    });
    if (folder === null) return;
    props.onChange(folder);
    onPicked(folder);
  };
  return (
    <TextField
      {...props}
      code
      after={
        <>
          <Button isPending={picking} onPress={() => void pick()}>
            Parcourir…
          </Button>
          {after}
        </>
      }
    />
  );
}
