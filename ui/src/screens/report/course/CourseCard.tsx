import { useRef, useState } from "react";
import { flushSync } from "react-dom";

import { useAction, useCommand } from "../../../backend/useCommand";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ExportedNote } from "../../../components/ExportedNote";
import { Problems } from "../../../components/Problems";
import type { ExportedFile, VisitView } from "../../../generated/commands";
import { NOTING_WORDS, nextNotings, stageWords, type Noting } from "./courseWords";
import { History } from "./History";
import { NoteStateDialog } from "./NoteStateDialog";

/** What becomes of a sealed report: handed over, answered, closed. */
export function CourseCard({ visit, teacher }: { visit: VisitView; teacher: string }) {
  const { id, revision } = visit.summary;
  const courses = useCommand("courses", { visit: id });
  const mail = useAction("export_mail");
  const joined = useAction("export_report");
  const received = useAction("export_received");
  const stage = useRef<HTMLParagraphElement>(null);
  const [noting, setNoting] = useState<Noting | null>(null);
  const [written, setWritten] = useState<ExportedFile | null>(null);
  const course = (courses.data ?? []).find((one) => one.teacher === teacher);
  // What another sealed is handed over, and its reply noted, by him alone.
  const own = visit.summary.status !== "taken_over";
  if (course === undefined) return <Problems failure={courses.failure} />;
  const request = { visit: id, teacher, in_force: true, with_course: false, as_workbook: false };
  const show = (file: ExportedFile | null) => {
    if (file !== null) setWritten(file);
  };
  return (
    <Card title="Remise et réponse">
      <p ref={stage} tabIndex={-1}>
        {stageWords(course)}
      </p>
      <History
        course={course}
        latest={revision}
        onFile={(sha256) => void received.run({ sha256 }).then(show)}
      />
      <div className="stack-tight report-actions">
        {(own ? nextNotings(course) : []).map((each, rank) => (
          <Button
            key={each}
            kind={rank === 0 ? "primary" : "secondary"}
            onPress={() => {
              setNoting(each);
            }}
          >
            {NOTING_WORDS[each].button}
          </Button>
        ))}
        {(course.mail === "" && teacher === "") || !own ? null : (
          <Button
            icon="file"
            isPending={mail.pending}
            onPress={() => void mail.run(request).then(show)}
          >
            Préparer le courriel (brouillon)
          </Button>
        )}
        {course.happened.length === 0 ? null : (
          <Button
            icon="file"
            isPending={joined.pending}
            onPress={() => void joined.run({ ...request, with_course: true }).then(show)}
          >
            Écrire le compte rendu et ce qui a suivi (PDF)
          </Button>
        )}
      </div>
      <Problems failure={mail.failure} />
      <Problems failure={joined.failure} />
      <Problems failure={received.failure} />
      {written === null ? null : <ExportedNote file={written} />}
      {noting === null ? null : (
        <NoteStateDialog
          visit={id}
          course={course}
          noting={noting}
          onClose={() => {
            setNoting(null);
          }}
          onNoted={(answer) => {
            flushSync(() => {
              courses.replace(answer);
              setNoting(null);
            });
            // The button that opened the dialog may be gone.
            stage.current?.focus();
          }}
        />
      )}
    </Card>
  );
}
