import { useCommand } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import type { GridView, RecommendationDraft, TeacherView } from "../../generated/commands";
import { blankRecommendation, type Keyed } from "./debriefModel";
import { RecommendationFields } from "./RecommendationFields";

/** What is proposed, in order. */
export function RecommendationsCard({
  recommendations,
  teachers,
  grid,
  onChange,
  onRemove,
  onLeave,
}: {
  recommendations: readonly Keyed<RecommendationDraft>[];
  teachers: readonly TeacherView[];
  grid: GridView | null;
  onChange: (recommendations: Keyed<RecommendationDraft>[]) => void;
  /** Takes one away by its key, and offers in these words to put it back. */
  onRemove: (key: string, words: string) => void;
  onLeave: () => void;
}) {
  const competences = useCommand("competences", {});
  const put = (key: string, changes: Partial<RecommendationDraft>) => {
    onChange(recommendations.map((part) => (part.key === key ? { ...part, ...changes } : part)));
  };
  return (
    <Card
      title="Recommandations"
      lead="Peu nombreuses, à la portée de l’enseignant, et reprises à la visite suivante."
      actions={
        <Button
          icon="add"
          onPress={() => {
            onChange([...recommendations, blankRecommendation()]);
          }}
        >
          Ajouter une recommandation
        </Button>
      }
    >
      <Problems failure={competences.failure} onRetry={competences.reload} />
      {recommendations.length === 0 ? null : (
        <ol role="list" className="debrief-parts">
          {recommendations.map((part, rank) => (
            <li key={part.key} className="recommendation">
              <RecommendationFields
                recommendation={part}
                rank={rank + 1}
                teachers={teachers}
                grid={grid}
                competences={competences.data?.competences ?? []}
                onLeave={onLeave}
                onChange={(changes) => {
                  put(part.key, changes);
                }}
                onRemove={() => {
                  onRemove(part.key, `Recommandation ${String(rank + 1)} retirée.`);
                }}
              />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
