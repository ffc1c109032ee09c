import { DateField } from "../../components/DateField";
import { SelectField } from "../../components/SelectField";
import { TextArea } from "../../components/TextArea";
import { TextField } from "../../components/TextField";
import type {
  CompetenceView,
  GridView,
  RecommendationDraft,
  TeacherView,
} from "../../generated/commands";
import { asks } from "../observe/answers/rows";
import { ForWhom } from "./ForWhom";
import { RemovePart } from "./RemovePart";

const NONE = { value: "", label: "Aucun" };

/** One recommendation: what, on what it rests, until when, with which training, for whom. */
export function RecommendationFields({
  recommendation,
  rank,
  teachers,
  grid,
  competences,
  onChange,
  onLeave,
  onRemove,
}: {
  recommendation: RecommendationDraft;
  rank: number;
  teachers: readonly TeacherView[];
  grid: GridView | null;
  competences: readonly CompetenceView[];
  onChange: (changes: Partial<RecommendationDraft>) => void;
  onLeave: () => void;
  onRemove: () => void;
}) {
  const items = (grid?.sections ?? []).flatMap((section) => section.items).filter(asks);
  return (
    <div className="stack-tight" role="group" aria-label={`Recommandation ${String(rank)}`}>
      <div className="debrief-part">
        <TextArea
          label={`Recommandation ${String(rank)}`}
          rows={2}
          value={recommendation.text}
          autoFocus={recommendation.text === ""}
          onBlur={onLeave}
          onChange={(text) => {
            onChange({ text });
          }}
        />
        <RemovePart name={`la recommandation ${String(rank)}`} onRemove={onRemove} />
      </div>
      <div className="columns">
        <SelectField
          label="Observable concerné"
          choices={[NONE, ...items.map(({ code, label }) => ({ value: code, label }))]}
          value={recommendation.item}
          onChange={(item) => {
            onChange({ item });
          }}
        />
        <SelectField
          label="Compétence travaillée"
          choices={[
            { value: "", label: "Aucune" },
            ...competences.map(({ code, label }) => ({ value: code, label })),
          ]}
          value={recommendation.competence}
          onChange={(competence) => {
            onChange({ competence });
          }}
        />
        <DateField
          label="À revoir le"
          optional
          value={recommendation.due ?? ""}
          onChange={(due) => {
            onChange({ due: due === "" ? null : due });
          }}
        />
        <TextField
          label="Formation proposée"
          optional
          value={recommendation.training}
          onBlur={onLeave}
          onChange={(training) => {
            onChange({ training });
          }}
        />
        {recommendation.training === "" ? null : (
          <TextField
            label="Code au plan de formation"
            optional
            code
            value={recommendation.training_code}
            onBlur={onLeave}
            onChange={(training_code) => {
              onChange({ training_code });
            }}
          />
        )}
        <ForWhom
          teachers={teachers}
          value={recommendation.teacher}
          onChange={(teacher) => {
            onChange({ teacher });
          }}
        />
      </div>
    </div>
  );
}
