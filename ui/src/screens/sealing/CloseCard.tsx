import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
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
  const [asking, setAsking] = useState(false);
  const close = useAction("close_visit");
  const { id, status } = visit.summary;
  const leave = () => {
    setAsking(false);
    close.clear();
  };
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
            <Button
              kind="primary"
              icon="check"
              onPress={() => {
                setAsking(true);
              }}
            >
              Clore la visite
            </Button>
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
      <Dialog
        title={"Clore la visite\u202f?"}
        isOpen={asking}
        onClose={leave}
        actions={
          <>
            <Button onPress={leave}>Revenir</Button>
            <Button
              kind="primary"
              isPending={close.pending}
              onPress={async () => {
                const answer = await close.run({ visit: id });
                if (answer === null) return;
                leave();
                onChanged(answer);
              }}
            >
              Clore
            </Button>
          </>
        }
      >
        <p>Le carnet ne pourra plus être changé.</p>
        <Problems failure={close.failure} />
      </Dialog>
    </>
  );
}
