import type { TeacherView } from "../../generated/commands";
import { presentServices } from "../../text/teacher";

/** What tells a teacher from others of the same name: function, address, present services. */
export function teacherDetails(teacher: TeacherView): string {
  return [teacher.function, teacher.mail, presentServices(teacher)]
    .filter((part) => part !== "")
    .join(" · ");
}
