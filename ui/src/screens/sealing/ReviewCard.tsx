import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useAction, useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import { TextArea } from "../../components/TextArea";
import type { ReviewView, VisitView } from "../../generated/commands";
import { DifferencesTable } from "./DifferencesTable";
import { ReviewProblems } from "./ReviewProblems";
import { SealDialog } from "./SealDialog";

/** What to read again before sealing, and the seal. */
export function ReviewCard({ visit }: { visit: VisitView }) {
  const loaded = useCommand("review", { visit: visit.summary.id });
  return <Await loaded={loaded}>{(review) => <ReviewParts visit={visit} review={review} />}</Await>;
}

function ReviewParts({ visit, review }: { visit: VisitView; review: ReviewView }) {
  const { go } = useNavigation();
  const { id, status } = visit.summary;
  const correcting = status === "correcting";
  const [reason, setReason] = useState(review.reason);
  const [asking, setAsking] = useState(false);
  const abandon = useAction("abandon_correction");
  const blocked = review.problems.some(({ severity }) => severity === "error");
  return (
    <>
      <ReviewProblems problems={review.problems} />
      {correcting ? (
        <Card
          title="Rectificatif"
          lead={"La version scellée reste\u202f; le rectificatif la nomme et la remplace."}
        >
          <DifferencesTable differences={review.differences} />
          <TextArea
            label="Raison du rectificatif"
            description="Elle figure dans le compte rendu rectifié."
            rows={2}
            value={reason}
            onChange={setReason}
          />
        </Card>
      ) : null}
      <div className="row">
        <Button
          kind="primary"
          icon="lock"
          isDisabled={blocked}
          onPress={() => {
            setAsking(true);
          }}
        >
          {correcting ? "Sceller le rectificatif" : "Sceller la visite"}
        </Button>
        <Button
          icon="eye"
          onPress={() => {
            go({ screen: "report", id });
          }}
        >
          Aperçu du compte rendu
        </Button>
        {correcting ? (
          <Button
            kind="danger"
            isPending={abandon.pending}
            onPress={async () => {
              if ((await abandon.run({ visit: id })) !== null) go({ screen: "report", id });
            }}
          >
            Abandonner le rectificatif
          </Button>
        ) : null}
      </div>
      {blocked ? <p className="muted">Corrigez d’abord ce qui empêche de sceller.</p> : null}
      <Problems failure={abandon.failure} />
      <SealDialog
        visit={visit}
        reason={reason}
        isOpen={asking}
        onClose={() => {
          setAsking(false);
        }}
      />
    </>
  );
}
