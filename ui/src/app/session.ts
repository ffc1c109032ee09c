import { createContext, useContext } from "react";

import type { AppStatus, SettingsView } from "../generated/commands";

/** What every screen may know of the notebook in use. */
export interface Session {
  /** Where the application stands. */
  status: AppStatus;
  /** Takes the status that a command answered: another state opens another screen. */
  setStatus: (status: AppStatus) => void;
}

/** Given by `App`. */
export const SessionContext = createContext<Session | null>(null);

/** The notebook in use. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("useSession outside App");
  return session;
}

/** The settings, for the screens of an unlocked notebook. */
export interface Settings {
  /** As last saved. */
  settings: SettingsView;
  /** Saves some of them; rejects with a `CommandError` when they could not be. */
  save: (changes: Partial<SettingsView>) => Promise<void>;
}

/** Given by `Shell`. */
export const SettingsContext = createContext<Settings | null>(null);

/** The settings of an unlocked notebook. */
export function useSettings(): Settings {
  const settings = useContext(SettingsContext);
  if (settings === null) throw new Error("useSettings outside Shell");
  return settings;
}
