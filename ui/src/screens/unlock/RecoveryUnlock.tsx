import { useRef, useState } from "react";

import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import { TextField } from "../../components/TextField";

/** Unlocks by the recovery code; a new passphrase is asked next. */
export function RecoveryUnlock() {
  const { setStatus } = useSession();
  const unlock = useAction("unlock_with_recovery");
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const submit = async () => {
    const status = await unlock.run({ code });
    if (status !== null) setStatus(status);
    else field.current?.select();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label="Code de secours"
        description="Tel qu’il est sur votre feuille. Espaces, tirets et majuscules n’importent pas."
        value={code}
        onChange={setCode}
        inputRef={field}
        code
        autoFocus
      />
      <Problems failure={unlock.failure} />
      <Button type="submit" kind="primary" isPending={unlock.pending}>
        Ouvrir le carnet
      </Button>
    </form>
  );
}
