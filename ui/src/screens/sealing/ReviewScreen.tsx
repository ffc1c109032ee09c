import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { VisitHead } from "../visit/VisitHead";
import { CloseCard } from "./CloseCard";
import { CorrectionCard } from "./CorrectionCard";
import { ReviewCard } from "./ReviewCard";
import "./sealing.css";

/** Reading again before sealing; correcting after. */
export function ReviewScreen({ id }: { id: string }) {
  const loaded = useCommand("visit", { visit: id });
  return (
    <Await loaded={loaded}>
      {(visit) => {
        const { status } = visit.summary;
        return (
          <div className="stack">
            <VisitHead visit={visit} step="review" />
            <div className="stack review">
              {visit.kind.notes_only ? (
                <CloseCard visit={visit} onChanged={loaded.replace} />
              ) : status === "sealed" ||
                status === "closed" ||
                status === "cancelled" ||
                status === "handed_over" ||
                status === "taken_over" ? (
                <CorrectionCard visit={visit} onChanged={loaded.replace} />
              ) : (
                <ReviewCard visit={visit} />
              )}
            </div>
          </div>
        );
      }}
    </Await>
  );
}
