import type { ServiceView } from "../../generated/commands";
import { numericDate, percent } from "../../text/format";

function periodWords(service: ServiceView): string {
  const from = numericDate(service.from);
  return service.until === null
    ? `depuis le ${from}`
    : `du ${from} au ${numericDate(service.until)}`;
}

/** « CE1, CE2 · 50 % · depuis le 01/09/2026 »: all of a line of service but its school. */
export function serviceDetails(service: ServiceView): string {
  const share = service.share === null ? "" : percent(service.share);
  const attachment = service.attachment === "" ? "" : `rattachement : ${service.attachment_school}`;
  return [service.levels.join(", "), service.discipline, share, periodWords(service), attachment]
    .filter((part) => part !== "")
    .join(" · ");
}
