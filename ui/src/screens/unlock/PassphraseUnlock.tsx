import { useRef, useState } from "react";

import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import { TextField } from "../../components/TextField";

/** Unlocks by the passphrase; a wrong one is said and can be corrected. */
export function PassphraseUnlock() {
  const { setStatus } = useSession();
  const unlock = useAction("unlock");
  const [passphrase, setPassphrase] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const submit = async () => {
    const status = await unlock.run({ passphrase });
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
        label="Phrase de passe"
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        inputRef={field}
        autoFocus
      />
      <Problems failure={unlock.failure} />
      <Button type="submit" kind="primary" isPending={unlock.pending}>
        Déverrouiller
      </Button>
    </form>
  );
}
