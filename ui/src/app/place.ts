/** Words to bring into view on a screen, and what to open there to see them. */
export interface Sought {
  /** A line of them, as it was written. */
  line: string;
  mode?: "notes" | "grid" | "debrief";
  seance?: string | null;
  item?: string;
  /** Whose report shows them, of several teachers. */
  teacher?: string;
}

/** Where a person is in the application. */
export type Place = { sought?: Sought } & (
  | { screen: "agenda" }
  | { screen: "search" }
  /** Preparing a visit; a null identifier for a new one. */
  | {
      screen: "visit";
      id: string | null;
      date?: string;
      half?: "morning" | "afternoon";
      teacher?: string;
      uai?: string;
    }
  | { screen: "observe"; id: string }
  | { screen: "review"; id: string }
  | { screen: "report"; id: string }
  | { screen: "teachers" }
  | { screen: "teacher"; id: string }
  | { screen: "register-import" }
  | { screen: "homonyms" }
  | { screen: "schools" }
  | { screen: "school"; uai: string }
  | { screen: "directory-import" }
  | { screen: "consolidation" }
  | { screen: "grids" }
  | { screen: "grid"; sha256: string }
  | { screen: "settings" }
  | { screen: "keeping" }
  | { screen: "sync" }
  | { screen: "academie" }
  | { screen: "holidays" }
  | { screen: "help" }
  | { screen: "about" }
);

/** The entries of the main navigation. */
export type Chapter = "agenda" | "teachers" | "schools" | "consolidation" | "grids" | "settings";

const CHAPTERS: Record<Place["screen"], Chapter> = {
  agenda: "agenda",
  search: "agenda",
  visit: "agenda",
  observe: "agenda",
  review: "agenda",
  report: "agenda",
  teachers: "teachers",
  teacher: "teachers",
  "register-import": "teachers",
  homonyms: "teachers",
  schools: "schools",
  school: "schools",
  "directory-import": "schools",
  consolidation: "consolidation",
  grids: "grids",
  grid: "grids",
  settings: "settings",
  keeping: "settings",
  sync: "settings",
  academie: "settings",
  holidays: "settings",
  help: "settings",
  about: "settings",
};

/** The entry of the main navigation under which a place stands. */
export function chapterOf(place: Place): Chapter {
  return CHAPTERS[place.screen];
}
