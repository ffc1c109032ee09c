import { useState } from "react";

import { TextField } from "../../components/TextField";

/** How a code is written, whole. */
const WHOLE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The code that those who observe one lesson together share: each keeps a visit of their own. */
export function LessonCode({
  code,
  onChange,
}: {
  /** Empty until the séance is saved with a code of its own. */
  code: string;
  onChange: (code: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const unread = typed !== null && typed.trim() !== "" && !WHOLE.test(typed.trim());
  return (
    <details className="lesson-code">
      <summary>Séance observée à plusieurs</summary>
      <TextField
        label="Code de la séance"
        description={
          "Chacun garde sa visite, et le code dit que c’est la même séance. Donnez le vôtre à vos collègues, ou remplacez-le par le leur. Vide, il en reçoit un neuf à l’enregistrement."
        }
        optional
        code
        value={typed ?? code}
        error={
          unread
            ? "Ce code n’est pas entier\u00a0: copiez-le tel qu’il vous a été donné."
            : undefined
        }
        onChange={(text) => {
          setTyped(text);
          // Half a code is nobody's lesson.
          const whole = text.trim().toLowerCase();
          if (whole === "" || WHOLE.test(whole)) onChange(whole);
        }}
        onBlur={() => {
          if (typed?.trim() === "") setTyped(null);
        }}
      />
    </details>
  );
}
