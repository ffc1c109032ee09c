import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import { MergeDialog, type Pair } from "./MergeDialog";

/** Decides of two entries of one name: one person, or two. */
export function SamePersonButtons({
  pair,
  decided = false,
  onDecided,
}: {
  pair: Pair;
  /** Whether they were said to be two persons already. */
  decided?: boolean;
  onDecided: () => void;
}) {
  const distinguish = useAction("distinguish_teachers");
  const [merging, setMerging] = useState(false);
  const tellApart = async () => {
    const [one, other] = pair;
    const told = await distinguish.run({ one: one.id, other: other.id });
    if (told !== null) onDecided();
  };
  return (
    <>
      <div className="row row-end">
        {decided ? null : (
          <Button isPending={distinguish.pending} onPress={() => void tellApart()}>
            Ce sont deux personnes
          </Button>
        )}
        <Button
          kind={decided ? "quiet" : "secondary"}
          onPress={() => {
            setMerging(true);
          }}
        >
          C’est la même personne
        </Button>
      </div>
      <Problems failure={distinguish.failure} />
      <MergeDialog
        pair={merging ? pair : null}
        onClose={() => {
          setMerging(false);
        }}
        onMerged={onDecided}
      />
    </>
  );
}
