import { useState } from "react";

import { LeaveDiscovery } from "../../app/LeaveDiscovery";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";

/** The way out of a notebook of fictitious data. */
export function DiscoveryCard() {
  const [leaving, setLeaving] = useState(false);
  return (
    <Card
      title="Découverte"
      lead="Ce carnet contient des données fictives. Vos vraies visites demandent un carnet neuf."
    >
      <div>
        <Button
          onPress={() => {
            setLeaving(true);
          }}
        >
          Quitter la découverte…
        </Button>
      </div>
      {leaving ? (
        <LeaveDiscovery
          onClose={() => {
            setLeaving(false);
          }}
        />
      ) : null}
    </Card>
  );
}
