import { useAction } from "../../backend/useCommand";
import { AskFirst } from "../../components/AskFirst";
import { Card } from "../../components/Card";
import type { VisitView } from "../../generated/commands";
import { PersonalNotesField } from "../debrief/PersonalNotesField";

/** A visit of notes only is closed, never sealed. */
export function CloseCard({
  visit,
  onChanged,
}: {
  visit: VisitView;
  onChanged: (visit: VisitView) => void;
}) {
  const close = useAction("close_visit");
  const { id, status } = visit.summary;
  return (
    <>
      <Card
        title="Notes seulement"
        lead="Cette visite n’a ni grille, ni scellement, ni compte rendu. Une fois close, son carnet se lit et ne se change plus."
      >
        {status === "closed" ? (
          <p>Cette visite est close.</p>
        ) : (
          <div className="row">
            <AskFirst
              label="Clore la visite"
              kind="primary"
              icon="check"
              title={"Clore la visite\u202f?"}
              act="Clore"
              back="Revenir"
              action={close}
              onAct={async () => {
                const answer = await close.run({ visit: id });
                if (answer !== null) onChanged(answer);
                return answer !== null;
              }}
            >
              <p>Le carnet ne pourra plus être changé.</p>
            </AskFirst>
          </div>
        )}
      </Card>
      {status === "closed" && visit.has_personal_notes ? (
        <>
          <p className="measure">
            Vos notes personnelles sur cette visite n’ont sans doute plus d’utilité{"\u00a0"}:
            pensez à les effacer.
          </p>
          <PersonalNotesField visit={id} />
        </>
      ) : null}
    </>
  );
}
