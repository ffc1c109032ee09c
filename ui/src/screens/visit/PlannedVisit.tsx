import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { Button } from "../../components/Button";
import { SavedMark } from "../../components/SavedMark";
import { useAutosave } from "../../components/useAutosave";
import type { PreparationLists, VisitView } from "../../generated/commands";
import { EarlierVisits } from "./EarlierVisits";
import { HandOverCard } from "./HandOverCard";
import { PapersCard } from "./PapersCard";
import { draftOf, PlanSender, type PlanDraft } from "./planDraft";
import { PlanForm } from "./PlanForm";
import { VisitHead } from "./VisitHead";

/** A visit being prepared: what is changed saves itself; earlier visits are at hand. */
export function PlannedVisit({
  visit,
  lists,
  onHandedOver,
}: {
  visit: VisitView;
  lists: PreparationLists;
  onHandedOver: (visit: VisitView) => void;
}) {
  const { go } = useNavigation();
  const [view, setView] = useState(visit);
  const [draft, setDraft] = useState(() => draftOf(visit.plan));
  const [sender] = useState(() => new PlanSender());
  const save = async (plan: PlanDraft) => {
    setView(await sender.save(plan));
    return new Date().toISOString();
  };
  const restore = () => {
    setDraft(draftOf(view.plan));
  };
  const { change, attempt, abandon, state } = useAutosave(save, { restore });
  return (
    <div className="stack">
      <VisitHead visit={view} step="visit" />
      <div className="visit-columns">
        <div className="stack">
          <div className="visit-saved">
            <SavedMark state={state} onRetry={attempt} onAbandon={abandon} />
          </div>
          <PlanForm
            draft={draft}
            lists={lists}
            teachers={view.teachers}
            school={view.school}
            gridPinned={view.grid_pinned}
            begun={view.summary.status !== "planned"}
            onChange={(next) => {
              setDraft(next);
              change(next);
            }}
          />
          <div className="row">
            <Button
              kind="primary"
              icon="next"
              onPress={() => {
                go({ screen: "observe", id: view.summary.id });
              }}
            >
              Observer
            </Button>
          </div>
        </div>
        <div className="stack">
          <EarlierVisits visits={view.earlier} visited={view.teachers} />
          <PapersCard visit={view} />
          <HandOverCard visit={view} onHandedOver={onHandedOver} />
        </div>
      </div>
    </div>
  );
}
