import type { PassphraseStrength } from "../../generated/commands";
import "./StrengthMeter.css";

const WORDS = ["Très fragile", "Fragile", "Moyenne", "Solide", "Très solide"];

/** How strong a passphrase is, in words first: how long it would hold, what weakens it, what would help. */
export function StrengthMeter({ strength }: { strength: PassphraseStrength | null }) {
  return (
    <div className="strength" role="status" data-accepted={strength?.accepted ?? false}>
      <div className="strength-bar" aria-hidden="true">
        {WORDS.map((word, rank) => (
          <span key={word} data-lit={strength !== null && rank <= strength.score} />
        ))}
      </div>
      {strength === null ? (
        <p className="muted small">La solidité s’explique ici à mesure que vous écrivez.</p>
      ) : (
        <>
          <p>
            <strong>{WORDS[strength.score]}</strong>
            {strength.accepted ? " (suffisante)" : " (à renforcer)"}. {strength.holds}
          </p>
          {strength.advice.length === 0 ? null : (
            <ul className="small">
              {strength.advice.map((advice) => (
                <li key={advice}>{advice}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}
