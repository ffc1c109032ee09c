import { useState } from "react";

import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import type { ReleaseLine, ReleasesView } from "../../generated/commands";
import { PrepareDialog } from "./PrepareDialog";
import { ReleasedFiles } from "./ReleasedFiles";
import { ReleasedReport } from "./ReleasedReport";
import { ReportChoice } from "./ReportChoice";

function lineDetails(line: ReleaseLine): string {
  const waiting = line.waiting ? "à envoyer à la prochaine synchronisation" : "";
  const reason = line.reason === "" ? "" : `retire des chiffres\u00a0: ${line.reason}`;
  return [line.on, line.told, reason, waiting].filter((part) => part !== "").join(" · ");
}

function lead({ alone, may_publish: mayPublish }: ReleasesView): string {
  if (alone) {
    return "Ce carnet n’est rattaché à aucun entrepôt\u00a0: ses parutions portent sur vos seules visites, et restent ici.";
  }
  return mayPublish
    ? "L’entrepôt compte, vous relisez et vous signez. Ce qui est publié ne change plus."
    : "L’IEN TICE ou le DAN les signe. Ce qui est publié ne change plus.";
}

function Releases({
  view,
  onChange,
}: {
  view: ReleasesView;
  onChange: (view: ReleasesView) => void;
}) {
  const [asking, setAsking] = useState<"new" | "withdraw" | null>(null);
  return (
    <Card title="Parutions" lead={lead(view)}>
      {view.releases.length === 0 ? (
        <p>Rien n’est encore publié.</p>
      ) : (
        <ul role="list" className="stack-tight" aria-label="Parutions, la dernière d’abord">
          {view.releases.map((line) => (
            <li key={line.number}>
              <strong>{`${String(line.number)}. ${line.name}`}</strong>
              <p className="muted">{lineDetails(line)}</p>
            </li>
          ))}
        </ul>
      )}
      {view.may_publish ? (
        <div className="row">
          <Button
            kind="primary"
            onPress={() => {
              setAsking("new");
            }}
          >
            Préparer une parution
          </Button>
          {view.withdrawable.length === 0 ? null : (
            <Button
              kind="quiet"
              onPress={() => {
                setAsking("withdraw");
              }}
            >
              Retirer un chiffre publié
            </Button>
          )}
        </div>
      ) : null}
      {asking === null ? null : (
        <PrepareDialog
          view={view}
          withdraws={asking === "withdraw"}
          onClose={() => {
            setAsking(null);
          }}
          onPublished={(next) => {
            setAsking(null);
            onChange(next);
          }}
        />
      )}
    </Card>
  );
}

/** What was published, what may be, and the reports that are made of it. */
export function ReleasesPane() {
  const loaded = useCommand("releases", {});
  const [scope, setScope] = useState<string | null>(null);
  if (scope !== null) {
    return (
      <ReleasedReport
        scope={scope}
        onBack={() => {
          setScope(null);
        }}
      />
    );
  }
  return (
    <Await loaded={loaded}>
      {(view) => (
        <div className="stack">
          <Releases view={view} onChange={loaded.replace} />
          {view.releases.length === 0 ? null : (
            <>
              <ReportChoice view={view} onOpen={setScope} />
              <ReleasedFiles view={view} />
            </>
          )}
        </div>
      )}
    </Await>
  );
}
