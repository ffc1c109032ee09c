import { Button } from "../../../components/Button";
import type { CourseView } from "../../../generated/commands";
import { fileSize } from "../../../text/format";
import { happenedOn } from "./courseWords";

/** What happened to a report, in the order in which it was noted. */
export function History({
  course,
  latest,
  onFile,
}: {
  course: CourseView;
  /** The number of the revision in force. */
  latest: number;
  onFile: (sha256: string) => void;
}) {
  if (course.happened.length === 0) return null;
  return (
    <ol role="list" className="course-history">
      {course.happened.map((one, rank) => (
        <li key={rank}>
          <p>
            <strong>{one.title}</strong>, {happenedOn(one)}
            {one.revision === latest ? "" : ` (révision ${String(one.revision)})`}
          </p>
          {one.text === "" ? null : <p className="course-text">{one.text}</p>}
          {one.file === null ? null : (
            <Button
              kind="quiet"
              icon="file"
              onPress={() => {
                if (one.file !== null) onFile(one.file.sha256);
              }}
            >
              {`${one.file.name} (${fileSize(one.file.size)})`}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
