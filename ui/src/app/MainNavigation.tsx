import { useState } from "react";

import { Icon, type IconName } from "../components/Icon";
import { LeaveDiscovery } from "./LeaveDiscovery";
import { useNavigation } from "./navigation";
import { chapterOf, type Chapter, type Place } from "./place";
import { useSession } from "./session";
import "./MainNavigation.css";

interface Entry {
  chapter: Chapter;
  icon: IconName;
  /** What shows everywhere. */
  label: string;
  /** What follows where there is room; always read by screen readers. */
  rest?: string;
  place: Place;
}

const ENTRIES: readonly Entry[] = [
  { chapter: "agenda", icon: "agenda", label: "Agenda", place: { screen: "agenda" } },
  { chapter: "teachers", icon: "teachers", label: "Enseignants", place: { screen: "teachers" } },
  {
    chapter: "schools",
    icon: "schools",
    label: "Écoles",
    rest: " et établissements",
    place: { screen: "schools" },
  },
  {
    chapter: "consolidation",
    icon: "consolidation",
    label: "Circonscription",
    place: { screen: "consolidation" },
  },
  { chapter: "grids", icon: "grids", label: "Grilles", place: { screen: "grids" } },
  { chapter: "settings", icon: "settings", label: "Réglages", place: { screen: "settings" } },
];

/** The cover's edge: where one can go, whose notebook it is, and the lock. */
export function MainNavigation({ onLock }: { onLock: () => void }) {
  const { place, go } = useNavigation();
  const { status } = useSession();
  const [leaving, setLeaving] = useState(false);
  const here = chapterOf(place);
  return (
    <header className="edge">
      <p className="edge-name" aria-hidden="true">
        Carnet
      </p>
      <nav aria-label="Navigation principale" className="edge-nav">
        <ul role="list">
          {ENTRIES.map((entry) => (
            <li key={entry.chapter}>
              <button
                type="button"
                className="edge-entry"
                aria-current={entry.chapter === here ? "page" : undefined}
                onClick={() => {
                  go(entry.place);
                }}
              >
                <Icon name={entry.icon} />
                <span>
                  {entry.label}
                  {entry.rest === undefined ? null : (
                    <span className="edge-rest">{entry.rest}</span>
                  )}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className="edge-foot">
        {status.fictitious ? (
          <>
            <p className="edge-fictitious">Données fictives</p>
            <button
              type="button"
              className="edge-entry"
              onClick={() => {
                setLeaving(true);
              }}
            >
              <Icon name="back" />
              <span>Quitter la découverte</span>
            </button>
            {leaving ? (
              <LeaveDiscovery
                onClose={() => {
                  setLeaving(false);
                }}
              />
            ) : null}
          </>
        ) : null}
        <p className="edge-owner">{status.inspector?.name}</p>
        <button type="button" className="edge-entry" onClick={onLock}>
          <Icon name="lock" />
          <span>Verrouiller</span>
        </button>
      </div>
    </header>
  );
}
