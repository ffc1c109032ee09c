import { useMemo, useState, type ReactNode } from "react";

import { Dialog } from "../components/Dialog";
import { Button } from "../components/Button";
import { Problems } from "../components/Problems";
import { wasRefused } from "../backend/failure";
import type { Failure } from "../generated/commands";
import { abandonRefused, flushAll } from "./flush";
import { NavigationContext } from "./navigation";
import type { Place } from "./place";

const START: Place = { screen: "agenda" };
/** How many screens the way back remembers. */
const REMEMBERED = 20;

/** A departure that waits for what is typed to be saved. */
interface Held {
  failure: Failure;
  change: (trail: Place[]) => Place[];
}

/** Keeps where we are. It outlives a lock, so that unlocking opens the screen that was left. */
export function NavigationProvider({ children }: { children: ReactNode }) {
  const [trail, setTrail] = useState<Place[]>([START]);
  const [held, setHeld] = useState<Held | null>(null);
  const [moves] = useState(() => {
    const leave = async (change: Held["change"]) => {
      const failure = await flushAll();
      setHeld(failure === null ? null : { failure, change });
      if (failure === null) setTrail(change);
    };
    return {
      leave,
      go: (next: Place) => void leave((before) => [...before.slice(-REMEMBERED), next]),
      back: () => void leave((before) => (before.length > 1 ? before.slice(0, -1) : [START])),
    };
  });
  const navigation = useMemo(
    () => ({ place: trail.at(-1) ?? START, go: moves.go, back: moves.back }),
    [trail, moves],
  );
  const stay = () => {
    setHeld(null);
  };
  const refused = held !== null && wasRefused(held.failure);
  const again = (abandons: boolean) => {
    if (abandons) abandonRefused();
    if (held !== null) void moves.leave(held.change);
  };

  return (
    <NavigationContext value={navigation}>
      {children}
      <Dialog
        title="Ce qui est écrit n’est pas encore enregistré"
        isOpen={held !== null}
        onClose={stay}
        actions={
          <>
            <Button onPress={stay}>Rester sur cet écran</Button>
            <Button
              kind={refused ? "danger" : "primary"}
              onPress={() => {
                again(refused);
              }}
            >
              {refused ? "Abandonner la modification" : "Réessayer"}
            </Button>
          </>
        }
      >
        <Problems failure={held?.failure ?? null} />
      </Dialog>
    </NavigationContext>
  );
}
