import { EntryList } from "../../components/EntryList";
import type { SchoolView } from "../../generated/commands";
import { counted } from "../../text/format";
import { SchoolMarks } from "./SchoolMarks";

/** Schools found, each opening its page. */
export function SchoolList({
  schools,
  more,
  onOpen,
}: {
  schools: SchoolView[];
  /** Whether there may be others. */
  more: boolean;
  onOpen: (uai: string) => void;
}) {
  return (
    <div className="stack-tight">
      <p className="muted small" role="status">
        {more
          ? `Les ${String(schools.length)} premières`
          : counted(schools.length, "école trouvée", "écoles trouvées")}
      </p>
      <EntryList
        label="Écoles trouvées"
        entries={schools.map((school) => ({
          key: school.uai,
          title: school.name,
          details: [school.kind, school.commune, school.circonscription]
            .filter((part) => part !== "")
            .join(" · "),
          code: school.uai,
          marks: <SchoolMarks school={school} />,
        }))}
        onOpen={onOpen}
      />
    </div>
  );
}
