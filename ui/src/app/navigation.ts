import { createContext, useContext } from "react";

import type { Place } from "./place";

/** Moving between screens. */
export interface Navigation {
  /** The screen in view. */
  place: Place;
  /** Opens another screen, once all that was typed here is saved. */
  go: (place: Place) => void;
  /** Goes back to the screen before, or to the agenda. */
  back: () => void;
}

/** Given by `NavigationProvider`. */
export const NavigationContext = createContext<Navigation | null>(null);

/** Where we are, and how to go elsewhere. */
export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error("useNavigation outside NavigationProvider");
  return navigation;
}
