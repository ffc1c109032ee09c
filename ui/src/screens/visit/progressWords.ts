import type { ProgressView } from "../../generated/commands";

/** Where a recommendation stands, in words. */
export const PROGRESS: Record<ProgressView, string> = {
  proposed: "Proposée",
  agreed: "Convenue",
  under_way: "Engagée",
  done: "Faite",
  dropped: "Abandonnée",
};
