import { useCommand } from "../../../backend/useCommand";
import { Card } from "../../../components/Card";
import { LessonTime } from "./LessonTime";

/** What the samples of a séance that is over show; nothing where none was noted. */
export function PastTimeline({
  visit,
  seance,
  title,
}: {
  visit: string;
  seance: string;
  title: string;
}) {
  const profile = useCommand("timeline_profile", { visit, seance });
  return profile.data === null ? null : (
    <Card title={title}>
      <LessonTime profile={profile.data} />
    </Card>
  );
}
