import { SelectField } from "../../components/SelectField";
import type { TeacherView } from "../../generated/commands";
import { listedName } from "../../text/teacher";

/** To which of the teachers observed something is said; nothing to choose where there is one. */
export function ForWhom({
  teachers,
  value,
  onChange,
}: {
  teachers: readonly TeacherView[];
  value: string | null;
  onChange: (teacher: string | null) => void;
}) {
  if (teachers.length < 2) return null;
  const choices = [
    { value: "", label: "Tous" },
    ...teachers.map((teacher) => ({ value: teacher.id, label: listedName(teacher) })),
  ];
  return (
    <SelectField
      label="Pour"
      choices={choices}
      value={value ?? ""}
      onChange={(teacher) => {
        onChange(teacher === "" ? null : teacher);
      }}
    />
  );
}
