import type { ServiceView, TeacherView } from "../generated/commands";

/** « Delphine Hoarau »: in titles and sentences. */
export function fullName({ given_name, family_name }: TeacherView): string {
  return `${given_name} ${family_name}`.trim();
}

/** « HOARAU Delphine »: where one looks for a family name, in lists and in fields that choose. */
export function listedName({ given_name, family_name }: TeacherView): string {
  return `${family_name.toLocaleUpperCase("fr")} ${given_name}`.trim();
}

/** « pour Delphine Hoarau »: whom of several visited something concerns; empty where one is visited, or a school. */
export function whose(ids: readonly string[], visited: readonly TeacherView[]): string {
  if (visited.length < 2) return "";
  const concerned = visited.filter(({ id }) => ids.includes(id));
  if (concerned.length === visited.length) return "pour tous";
  return concerned.length === 0 ? "" : `pour ${concerned.map(fullName).join(", ")}`;
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
