import type { DraftedIndicator, ReleaseDraftView, UntoldView } from "../../generated/commands";
import { count } from "../../text/format";

function Reasons({ reasons }: { reasons: UntoldView[] }) {
  return (
    <div className="table-frame">
      <table className="table">
        <caption>Ce qui est masqué, et pourquoi</caption>
        <thead>
          <tr>
            <th scope="col">Raison</th>
            <th scope="col">Académie</th>
            <th scope="col">Circonscriptions</th>
            <th scope="col">Écoles et établissements</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map((reason) => (
            <tr key={reason.why}>
              <th scope="row">{reason.why}</th>
              <td className="numbers">{count(reason.academie)}</td>
              <td className="numbers">{count(reason.circonscriptions)}</td>
              <td className="numbers">{count(reason.schools)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Indicators({ indicators }: { indicators: DraftedIndicator[] }) {
  return (
    <details>
      <summary>Indicateur par indicateur</summary>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Ce qui est observé</th>
              <th scope="col">Grille</th>
              <th scope="col">Chiffres publiés</th>
              <th scope="col">Sur</th>
            </tr>
          </thead>
          <tbody>
            {indicators.map((one) => (
              <tr key={`${one.grid} ${one.label}`}>
                <th scope="row">{one.label}</th>
                <td>{one.grid}</td>
                <td className="numbers">{count(one.told)}</td>
                <td className="numbers">{count(one.all)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** A release before it is signed: what it tells, what it hides and why; never what is hidden. */
export function DraftSheet({ draft }: { draft: ReleaseDraftView }) {
  return (
    <div className="stack">
      <div role="status" className="stack-tight">
        <p>
          <strong>{`Parution ${String(draft.number)}, «\u00a0${draft.name}\u00a0»`}</strong>
          {`\u00a0: ${draft.told}.`}
        </p>
        <p>{draft.schools}</p>
        {draft.terms.map((term) => (
          <p key={term}>{term}</p>
        ))}
      </div>
      {draft.reasons.length === 0 ? null : <Reasons reasons={draft.reasons} />}
      {draft.indicators.length === 0 ? null : <Indicators indicators={draft.indicators} />}
      <p className="muted">
        {
          "Dans la parution, tout chiffre masqué se lit «\u00a0masqué (secret)\u00a0», sans la raison. Une fois publiée, elle ne se reprend pas."
        }
      </p>
      <p className="small muted code">{draft.sha256}</p>
    </div>
  );
}
