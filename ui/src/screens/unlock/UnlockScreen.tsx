import { useState } from "react";

import { Button } from "../../components/Button";
import { Cover } from "../../components/Cover";
import { Diagnostics } from "../keeping/Diagnostics";
import { PassphraseUnlock } from "./PassphraseUnlock";
import { RecoveryUnlock } from "./RecoveryUnlock";
import { RestoreLink } from "./RestoreLink";

/** The locked notebook: the passphrase, or the recovery code. */
export function UnlockScreen() {
  const [byCode, setByCode] = useState(false);
  return (
    <Cover
      key={String(byCode)}
      title={byCode ? "Ouvrir par le code de secours" : "Carnet verrouillé"}
    >
      {byCode ? <RecoveryUnlock /> : <PassphraseUnlock />}
      <div className="row">
        <Button
          kind="quiet"
          onPress={() => {
            setByCode(!byCode);
          }}
        >
          {byCode ? "Revenir à la phrase de passe" : "Phrase de passe oubliée\u202f?"}
        </Button>
        <RestoreLink />
      </div>
      <Diagnostics quiet />
    </Cover>
  );
}
