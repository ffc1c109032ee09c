/** The natures of a service, with their words. */
export const NATURES = [
  { value: "main", label: "À titre principal" },
  { value: "shared", label: "Service partagé" },
  { value: "replacement", label: "Remplacement" },
] as const;

/** A nature by its code. */
export type Nature = (typeof NATURES)[number]["value"];

/** The words of a nature; its code when it is not known here. */
export function natureWords(nature: string): string {
  return NATURES.find((known) => known.value === nature)?.label ?? nature;
}
