import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { focusIn } from "../../components/focusIn";
import { Problems } from "../../components/Problems";
import { STEPS } from "./steps";

/** The tour of five steps, over the agenda until it is put away: it holds nothing up. */
export function Tour() {
  const { setStatus } = useSession();
  const { go } = useNavigation();
  const offer = useAction("offer_tour");
  const [rank, setRank] = useState(0);
  const step = STEPS[rank] ?? STEPS[0];
  const isLast = rank === STEPS.length - 1;
  const putAway = async () => {
    const status = await offer.run({ offered: false });
    if (status !== null) setStatus(status);
  };
  return (
    <Card
      title="Carnet en cinq étapes"
      actions={
        <Button kind="quiet" icon="close" onPress={() => void putAway()}>
          Ne plus montrer
        </Button>
      }
    >
      <div aria-live="polite" className="stack-tight">
        <h3>{`${String(rank + 1)}. ${step.title}`}</h3>
        <p className="measure">{step.words}</p>
      </div>
      <Problems failure={offer.failure} />
      <div className="row row-end">
        {step.action === undefined ? null : (
          <Button
            onPress={() => {
              if (step.action !== undefined) go(step.action.place);
            }}
          >
            {step.action.label}
          </Button>
        )}
        <Button
          isDisabled={rank === 0}
          onPress={({ target }) => {
            // It cannot be pressed again at the first step: the focus goes on.
            if (rank === 1) focusIn(target.parentElement, ["button:last-of-type"]);
            setRank(rank - 1);
          }}
        >
          Étape précédente
        </Button>
        <Button
          kind="primary"
          onPress={() => {
            if (isLast) void putAway();
            else setRank(rank + 1);
          }}
        >
          {isLast ? "C’est compris" : "Étape suivante"}
        </Button>
      </div>
    </Card>
  );
}
