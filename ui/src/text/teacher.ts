import type { ServiceView, TeacherView } from "../generated/commands";

/** « MARTIN Claire »: the family name first, as registers are read. */
export function fullName(teacher: TeacherView): string {
  return `${teacher.family_name.toLocaleUpperCase("fr")} ${teacher.given_name}`.trim();
}

/** « École des Filaos, CE1-CE2 ». */
export function serviceWords(service: ServiceView): string {
  return [service.school, service.levels.join("-"), service.discipline]
    .filter((part) => part !== "")
    .join(", ");
}

/** The present services, in words. */
export function presentServices(teacher: TeacherView): string {
  const present = teacher.services.filter((service) => service.present);
  return present.length === 0
    ? "Aucun service en cours"
    : present.map(serviceWords).join("\u202f; ");
}
