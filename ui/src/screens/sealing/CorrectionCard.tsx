import { useNavigation } from "../../app/navigation";
import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import type { VisitView } from "../../generated/commands";
import { dateAndTime } from "../../text/format";

/** What was sealed, and the way to correct it. */
export function CorrectionCard({
  visit,
  onChanged,
}: {
  visit: VisitView;
  onChanged: (visit: VisitView) => void;
}) {
  const { status } = useSession();
  const { summary } = visit;
  if (visit.revisions.length === 0) {
    return <Card title="Rien n’a été scellé">Cette visite n’a pas de version scellée.</Card>;
  }
  return (
    <>
      <Card title="Versions scellées">
        <ol role="list" className="revisions">
          {visit.revisions.map(({ revision, sha256, sealed_at, reason }) => (
            <li key={revision}>
              <strong>
                {revision === 1
                  ? "Première version"
                  : `Rectificatif n°\u00a0${String(revision - 1)}`}
              </strong>
              , scellée le {dateAndTime(sealed_at, status.zone)}
              {reason === "" ? null : (
                <span className="recommendation-more">
                  Raison{"\u00a0"}: {reason}
                </span>
              )}
              <span className="recommendation-more">
                Empreinte{"\u00a0"}: <span className="code">{sha256}</span>
              </span>
            </li>
          ))}
        </ol>
      </Card>
      {summary.status === "taken_over" ? (
        <Card title="Visite reprise">
          Elle a été scellée par la personne dont vous avez repris le poste{"\u00a0"}: elle seule
          peut la rectifier. Reprenez ses recommandations lors de votre prochaine visite.
        </Card>
      ) : (
        <BeginCorrection visit={visit} onChanged={onChanged} />
      )}
    </>
  );
}

/** The way to a rectificatif. */
function BeginCorrection({
  visit,
  onChanged,
}: {
  visit: VisitView;
  onChanged: (visit: VisitView) => void;
}) {
  const { go } = useNavigation();
  const { summary } = visit;
  const begin = useAction("begin_correction");
  return (
    <Card
      title="Corriger"
      lead="Un rectificatif rouvre une copie de la visite. La version scellée reste telle quelle, et le nouveau compte rendu la nomme."
    >
      <div className="row">
        <Button
          icon="edit"
          isPending={begin.pending}
          onPress={async () => {
            const answer = await begin.run({ visit: summary.id });
            if (answer === null) return;
            onChanged(answer);
            go({ screen: "observe", id: summary.id });
          }}
        >
          Commencer un rectificatif
        </Button>
      </div>
      <Problems failure={begin.failure} />
    </Card>
  );
}
