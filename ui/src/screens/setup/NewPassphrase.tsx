import { useEffect, useState, type ReactNode } from "react";

import { call } from "../../backend/backend";
import { TextField } from "../../components/TextField";
import type { PassphraseStrength } from "../../generated/commands";
import { StrengthMeter } from "./StrengthMeter";

/** How strong what is typed is; null while nothing is typed or not judged yet. */
function useStrength(passphrase: string): PassphraseStrength | null {
  const [judged, setJudged] = useState<{ of: string; strength: PassphraseStrength } | null>(null);
  useEffect(() => {
    if (passphrase === "") return;
    let stale = false;
    call("passphrase_strength", { passphrase })
      .then((strength) => {
        if (!stale) setJudged({ of: passphrase, strength });
      })
      // The judgement comes again, with its words, when the passphrase is used.
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [passphrase]);
  return passphrase === "" ? null : (judged?.strength ?? null);
}

/** Asks for a new passphrase twice, and says how strong it is and why. */
export function NewPassphrase({
  id,
  label = "Phrase de passe",
  pending,
  onChosen,
  autoFocus = true,
  children,
}: {
  /** The form's identifier, for a button outside it. */
  id?: string;
  label?: string;
  pending: boolean;
  onChosen: (passphrase: string) => void;
  autoFocus?: boolean;
  /** The button that submits, unless it stands outside. */
  children?: ReactNode;
}) {
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const strength = useStrength(passphrase);
  const different = tried && passphrase !== again;

  return (
    <form
      id={id}
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (passphrase === again && !pending) onChosen(passphrase);
      }}
    >
      <TextField
        label={label}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoFocus={autoFocus}
        description="Quatre ou cinq mots sans lien entre eux se retiennent mieux qu’un mot compliqué. Les espaces comptent."
      />
      <StrengthMeter strength={strength} />
      <TextField
        label="La même, une seconde fois"
        type="password"
        value={again}
        onChange={setAgain}
        error={different ? "Les deux phrases de passe diffèrent." : null}
      />
      {children}
    </form>
  );
}
