import { useCommand } from "../../../backend/useCommand";
import { Card } from "../../../components/Card";
import { LessonTime } from "./LessonTime";

/** What the samples of a séance that is over show; nothing where none was noted. */
export function PastTimeline({
  visit,
  seance,
  name,
}: {
  visit: string;
  seance: string;
  /** Which of several séances; empty for the only one. */
  name: string;
}) {
  const profile = useCommand("timeline_profile", { visit, seance });
  if (profile.data === null) return null;
  const { title } = profile.data;
  return (
    <Card title={name === "" ? title : `${name} · ${title}`}>
      <LessonTime profile={profile.data} />
    </Card>
  );
}
