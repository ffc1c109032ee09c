import type { ServiceView, TeacherView } from "../generated/commands";

/** « Delphine Hoarau »: in titles and sentences. */
export function fullName({ given_name, family_name }: TeacherView): string {
  return `${given_name} ${family_name}`.trim();
}

/** « HOARAU Delphine »: where one looks for a family name, in lists and in fields that choose. */
export function listedName({ given_name, family_name }: TeacherView): string {
  return `${family_name.toLocaleUpperCase("fr")} ${given_name}`.trim();
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
