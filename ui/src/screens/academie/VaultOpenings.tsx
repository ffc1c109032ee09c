import type { VaultOpeningView } from "../../generated/commands";
import { count, counted } from "../../text/format";

/** How much passed: « 12 documents transmis ; 3, scellés avant le coffre, ne peuvent pas l’être ». */
function progress({ passed, unread, is_own }: VaultOpeningView): string {
  if (!is_own) return "";
  const done =
    passed === 0
      ? "Rien n’est encore transmis\u00a0: synchronisez."
      : `${counted(passed, "document transmis", "documents transmis")}.`;
  const left =
    unread === 0
      ? ""
      : ` ${count(unread)} ne ${unread > 1 ? "peuvent" : "peut"} pas l’être\u00a0: scellé${unread > 1 ? "s" : ""} avant que ce coffre existe.`;
  return done + left;
}

/** The vaults that were opened, and how much passed by each. */
export function VaultOpenings({ openings }: { openings: readonly VaultOpeningView[] }) {
  if (openings.length === 0) return null;
  return (
    <>
      <h3>Coffres ouverts</h3>
      <ul role="list" className="stack-tight">
        {openings.map((opening) => (
          <li key={opening.words}>
            {opening.words}.
            <br />
            <span className="muted">{progress(opening)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
