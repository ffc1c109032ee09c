import { useEffect, useRef } from "react";

import { useRemoval } from "../../app/undo/useRemoval";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import type { PreparationLists } from "../../generated/commands";
import { blankSeance, type SeanceDraft } from "./planDraft";
import { SeanceFields } from "./SeanceFields";

/** The séances of a visit, in order. */
export function SeancesCard({
  seances,
  lists,
  degree,
  begun,
  onChange,
}: {
  seances: readonly SeanceDraft[];
  lists: PreparationLists;
  degree: string;
  /** Whether the visit is begun. */
  begun: boolean;
  onChange: (seances: SeanceDraft[]) => void;
}) {
  const latest = useRef({ seances, onChange });
  const offers = useRef<(() => void)[]>([]);
  useEffect(() => {
    latest.current = { seances, onChange };
  });
  // A plan that is no longer in view takes nothing back.
  useEffect(() => {
    const made = offers.current;
    return () => {
      for (const withdraw of made) withdraw();
    };
  }, []);
  const remove = useRemoval(
    () => latest.current.seances,
    (parts: SeanceDraft[]) => {
      latest.current.onChange(parts);
    },
  );
  const last = seances.at(-1);
  return (
    <Card
      title={seances.length > 1 ? "Séances" : "Séance"}
      actions={
        <Button
          icon="add"
          onPress={() => {
            onChange([...seances, blankSeance(last?.end ?? "08:30", last)]);
          }}
        >
          {seances.length === 0 ? "Ajouter une séance" : "Ajouter une autre séance"}
        </Button>
      }
    >
      {seances.map((seance, rank) => (
        <SeanceFields
          key={seance.key}
          seance={seance}
          rank={seances.length > 1 ? rank + 1 : null}
          lists={lists}
          degree={degree}
          begun={begun}
          onChange={(changes) => {
            onChange(
              seances.map((each) => (each.key === seance.key ? { ...each, ...changes } : each)),
            );
          }}
          onRemove={() => {
            offers.current.push(remove(seance.key, `Séance ${String(rank + 1)} retirée.`));
          }}
        />
      ))}
    </Card>
  );
}
