import { useState } from "react";

import { BackButton } from "../../components/BackButton";
import { Page } from "../../components/Page";
import { BackupsCard } from "./BackupsCard";
import { HealthCard } from "./HealthCard";
import { RecoveryCard } from "./RecoveryCard";
import { RetentionCard } from "./RetentionCard";
import { SetAsideCard } from "./SetAsideCard";

/** Keeping the notebook: backups, its state, what was recovered or set aside, how long things stay. */
export function KeepingScreen() {
  // A purge may take backups, and leave notebooks set aside that hold what it took.
  const [purges, setPurges] = useState(0);
  return (
    <Page
      title="Sauvegardes et conservation"
      before={<BackButton to={{ screen: "settings" }}>Réglages</BackButton>}
    >
      <BackupsCard key={`sauvegardes ${String(purges)}`} />
      <RecoveryCard />
      <HealthCard />
      <SetAsideCard key={`de côté ${String(purges)}`} />
      <RetentionCard
        onPurged={() => {
          setPurges(purges + 1);
        }}
      />
    </Page>
  );
}
