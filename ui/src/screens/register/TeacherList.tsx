import { useNavigation } from "../../app/navigation";
import { EntryList } from "../../components/EntryList";
import type { TeacherView } from "../../generated/commands";
import { listedName, presentServices } from "../../text/teacher";

/** Teachers, each opening their page. */
export function TeacherList({ teachers }: { teachers: TeacherView[] }) {
  const { go } = useNavigation();
  return (
    <EntryList
      label="Enseignants"
      entries={teachers.map((teacher) => ({
        key: teacher.id,
        title: listedName(teacher),
        details: [teacher.function, presentServices(teacher)]
          .filter((part) => part !== "")
          .join(" · "),
      }))}
      onOpen={(id) => {
        go({ screen: "teacher", id });
      }}
    />
  );
}
