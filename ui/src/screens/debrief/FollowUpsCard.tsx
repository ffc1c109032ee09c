import { Card } from "../../components/Card";
import { SelectField } from "../../components/SelectField";
import { TextArea } from "../../components/TextArea";
import type {
  EarlierVisit,
  FollowUpView,
  ProgressView,
  RecommendationView,
  TeacherView,
} from "../../generated/commands";
import { plainDate } from "../../text/format";
import { whose } from "../../text/teacher";
import { PROGRESS } from "../visit/progressWords";

/** A recommendation of earlier visits, with what is said of it now. */
interface Followed {
  now: FollowUpView;
  /** What is known of it before: the visit's day, whose it is, where it stood. */
  known: string[];
}

const CHOICES = (Object.keys(PROGRESS) as ProgressView[]).map((value) => ({
  value,
  label: PROGRESS[value],
}));

function isSettled({ progress }: RecommendationView): boolean {
  return progress === "done" || progress === "dropped";
}

/** Those that nothing settled, and whatever was said of one already. */
function followed(
  earlier: readonly EarlierVisit[],
  teachers: readonly TeacherView[],
  said: readonly FollowUpView[],
): Followed[] {
  const saidOf = (id: string) => said.find(({ recommendation }) => recommendation === id);
  const made = earlier.flatMap(({ recommendations }) => recommendations);
  const offered = made.filter((one) => !isSettled(one) || saidOf(one.id) !== undefined);
  const unknown = said.filter(({ recommendation }) =>
    made.every(({ id }) => id !== recommendation),
  );
  return [
    ...offered.map((one) => ({
      now: saidOf(one.id) ?? proposed(one),
      known: [
        `visite du ${plainDate(one.date)}`,
        whose(one.teachers, teachers),
        one.progress === "proposed" ? "" : PROGRESS[one.progress].toLowerCase(),
      ],
    })),
    ...unknown.map((now) => ({ now, known: [] })),
  ];
}

function proposed({ id, text, teachers }: RecommendationView): FollowUpView {
  return { recommendation: id, progress: "proposed", recalled: text, said: "", teachers };
}

function FollowedFields({
  followed: { now, known },
  onChange,
  onLeave,
}: {
  followed: Followed;
  onChange: (followUp: FollowUpView) => void;
  onLeave: () => void;
}) {
  const more = known.filter((part) => part !== "").join(" · ");
  return (
    <li className="recommendation stack-tight">
      <p>
        {now.recalled}
        {more === "" ? null : <span className="recommendation-more">{more}</span>}
      </p>
      <SelectField
        label={`Où en est-on\u00a0: ${now.recalled}`}
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
  teachers,
  followUps,
  onChange,
  onLeave,
}: {
  earlier: readonly EarlierVisit[];
  /** Those who are visited. */
  teachers: readonly TeacherView[];
  followUps: readonly FollowUpView[];
  onChange: (followUps: FollowUpView[]) => void;
  onLeave: () => void;
}) {
  const all = followed(earlier, teachers, followUps);
  if (all.length === 0) return null;
  return (
    <Card
      title="Suites des recommandations précédentes"
      lead={
        "Celles dont on n’a pas parlé restent «\u00a0proposées\u00a0» et ne sont pas au compte rendu."
      }
    >
      <ol role="list" className="debrief-parts">
        {all.map((one) => (
          <FollowedFields
            key={one.now.recommendation}
            followed={one}
            onLeave={onLeave}
            onChange={(changed) => {
              const others = followUps.filter(
                ({ recommendation }) => recommendation !== changed.recommendation,
              );
              onChange([...others, changed]);
            }}
          />
        ))}
      </ol>
    </Card>
  );
}
