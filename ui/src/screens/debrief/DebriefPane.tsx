import { useSyncExternalStore } from "react";

import { useRemoval } from "../../app/undo/useRemoval";
import { Card } from "../../components/Card";
import { SavedMark } from "../../components/SavedMark";
import { TextArea } from "../../components/TextArea";
import type { GridView, RecommendationDraft, StrengthView } from "../../generated/commands";
import { useObserving } from "../observe/observing";
import { FollowUpsCard } from "./FollowUpsCard";
import { PersonalNotesField } from "./PersonalNotesField";
import type { Keyed } from "./debriefModel";
import { RecommendationsCard } from "./RecommendationsCard";
import { StrengthsCard } from "./StrengthsCard";
import "./debrief.css";

/** What is said after the lesson; it saves itself. The grid is none while it is not chosen. */
export function DebriefPane({ grid }: { grid: GridView | null }) {
  const { debrief, visit } = useObserving();
  const draft = useSyncExternalStore(debrief.subscribe, debrief.shown);
  const state = useSyncExternalStore(debrief.subscribe, debrief.state);
  const changeStrengths = (strengths: Keyed<StrengthView>[]) => {
    debrief.put({ strengths });
  };
  const changeRecommendations = (recommendations: Keyed<RecommendationDraft>[]) => {
    debrief.put({ recommendations });
  };
  const removeStrength = useRemoval(() => debrief.shown().strengths, changeStrengths);
  const removeRecommendation = useRemoval(
    () => debrief.shown().recommendations,
    changeRecommendations,
  );
  return (
    <div className="debrief">
      <div className="debrief-mark">
        <SavedMark state={state} onRetry={debrief.attempt} onAbandon={debrief.abandon} />
      </div>
      <Card
        title="Entretien"
        lead="Ce qui s’est dit après la séance. Le compte rendu le reprend mot pour mot."
      >
        <TextArea
          label="Entretien"
          hiddenLabel
          rows={4}
          value={draft.interview}
          onBlur={debrief.attempt}
          onChange={(interview) => {
            debrief.put({ interview });
          }}
        />
      </Card>
      <FollowUpsCard
        earlier={visit.earlier}
        teachers={visit.teachers}
        followUps={draft.followUps}
        onLeave={debrief.attempt}
        onChange={(followUps) => {
          debrief.put({ followUps });
        }}
      />
      <StrengthsCard
        strengths={draft.strengths}
        teachers={visit.teachers}
        onLeave={debrief.attempt}
        onChange={changeStrengths}
        onRemove={removeStrength}
      />
      <RecommendationsCard
        recommendations={draft.recommendations}
        teachers={visit.teachers}
        grid={grid}
        onLeave={debrief.attempt}
        onChange={changeRecommendations}
        onRemove={removeRecommendation}
      />
      <PersonalNotesField visit={visit.summary.id} />
    </div>
  );
}
