import type { CriteriaRequest } from "../../generated/commands";

/** No filter: every visit that counts. */
export const ALL_VISITS: CriteriaRequest = {
  school_year: "",
  degree: "",
  kind: "",
  level: "",
  discipline: "",
  education_prioritaire: "",
  circonscription: "",
  school: "",
};
