import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import type { ReviewView, VisitView } from "../../generated/commands";
import { AbandonDialog } from "./AbandonDialog";
import { DifferencesTable } from "./DifferencesTable";
import { ReasonField } from "./ReasonField";
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
  const [asking, setAsking] = useState<"seal" | "abandon" | null>(null);
  const close = () => {
    setAsking(null);
  };
  const blocked = review.problems.some(({ severity }) => severity === "error");
  return (
    <>
      <ReviewProblems visit={id} findings={review.problems} />
      {correcting ? (
        <Card
          title="Rectificatif"
          lead={"La version scellée reste\u202f; le rectificatif la nomme et la remplace."}
        >
          <DifferencesTable differences={review.differences} />
          <ReasonField visit={id} reason={reason} onChange={setReason} />
        </Card>
      ) : null}
      <div className="row">
        <Button
          kind="primary"
          icon="lock"
          isDisabled={blocked}
          onPress={() => {
            setAsking("seal");
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
            onPress={() => {
              setAsking("abandon");
            }}
          >
            Abandonner le rectificatif
          </Button>
        ) : null}
      </div>
      {blocked ? <p className="muted">Corrigez d’abord ce qui empêche de sceller.</p> : null}
      {asking === "seal" ? <SealDialog visit={visit} reason={reason} onClose={close} /> : null}
      {asking === "abandon" ? <AbandonDialog visit={id} onClose={close} /> : null}
    </>
  );
}
