import { Card } from "../../components/Card";
import { SelectField } from "../../components/SelectField";
import { TextArea } from "../../components/TextArea";
import type {
  EarlierVisit,
  FollowUpView,
  ProgressView,
  RecommendationView,
} from "../../generated/commands";
import { plainDate } from "../../text/format";
import { PROGRESS } from "../visit/progressWords";

/** A recommendation of an earlier visit that may be spoken of, with its visit's day. */
interface Open {
  made: RecommendationView;
  date: string;
}

const CHOICES = (Object.keys(PROGRESS) as ProgressView[]).map((value) => ({
  value,
  label: PROGRESS[value],
}));

/** Those that nothing settled; of a visit to several persons, those made to all of them. */
function openOnes(earlier: readonly EarlierVisit[], several: boolean): Open[] {
  return earlier.flatMap(({ summary, recommendations }) =>
    recommendations
      .filter(({ progress, to_one: toOne }) => {
        const settled = progress === "done" || progress === "dropped";
        return !settled && !(several && toOne);
      })
      .map((made) => ({ made, date: summary.date })),
  );
}

function Followed({
  open: { made, date },
  said,
  onChange,
  onLeave,
}: {
  open: Open;
  said: FollowUpView | undefined;
  onChange: (followUp: FollowUpView) => void;
  onLeave: () => void;
}) {
  const now = said ?? {
    recommendation: made.id,
    progress: "proposed" as const,
    recalled: made.text,
    said: "",
  };
  const last = made.progress === "proposed" ? "" : ` · ${PROGRESS[made.progress].toLowerCase()}`;
  return (
    <li className="recommendation stack-tight">
      <p>
        {made.text}
        <span className="recommendation-more">
          visite du {plainDate(date)}
          {last}
        </span>
      </p>
      <SelectField
        label={`Où en est-on\u00a0: ${made.text}`}
        hiddenLabel
        width="medium"
        choices={CHOICES}
        value={now.progress}
        onChange={(progress) => {
          onChange({ ...now, progress });
        }}
      />
      {now.progress === "proposed" ? null : (
        <TextArea
          label={now.progress === "dropped" ? "Pourquoi" : "Ce qui s’en dit"}
          rows={2}
          value={now.said}
          error={
            now.progress === "dropped" && now.said.trim() === ""
              ? "Dites pourquoi elle est abandonnée."
              : undefined
          }
          onBlur={onLeave}
          onChange={(words) => {
            onChange({ ...now, said: words });
          }}
        />
      )}
    </li>
  );
}

/** What became of what earlier visits recommended; nothing where nothing is open. */
export function FollowUpsCard({
  earlier,
  several,
  followUps,
  onChange,
  onLeave,
}: {
  earlier: readonly EarlierVisit[];
  /** Whether several persons are visited. */
  several: boolean;
  followUps: readonly FollowUpView[];
  onChange: (followUps: FollowUpView[]) => void;
  onLeave: () => void;
}) {
  const open = openOnes(earlier, several);
  if (open.length === 0) return null;
  return (
    <Card
      title="Suites des recommandations précédentes"
      lead={
        "Celles dont on n’a pas parlé restent «\u00a0proposées\u00a0» et ne sont pas au compte rendu."
      }
    >
      <ol role="list" className="debrief-parts">
        {open.map((one) => (
          <Followed
            key={one.made.id}
            open={one}
            said={followUps.find(({ recommendation }) => recommendation === one.made.id)}
            onLeave={onLeave}
            onChange={(changed) => {
              const others = followUps.filter(
                ({ recommendation }) => recommendation !== one.made.id,
              );
              onChange([...others, changed]);
            }}
          />
        ))}
      </ol>
    </Card>
  );
}
