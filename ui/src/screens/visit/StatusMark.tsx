import type { VisitStatusView } from "../../generated/commands";
import { STATUS_MARKS, STATUS_WORDS } from "./visitWords";

/** Where a visit stands, in words. */
export function StatusMark({ status }: { status: VisitStatusView }) {
  return <span className={STATUS_MARKS[status]}>{STATUS_WORDS[status]}</span>;
}
