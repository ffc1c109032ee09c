import { BackButton } from "../../components/BackButton";
import { Page } from "../../components/Page";
import { BackupsCard } from "./BackupsCard";
import { HealthCard } from "./HealthCard";
import { RecoveryCard } from "./RecoveryCard";
import { RetentionCard } from "./RetentionCard";
import { SetAsideCard } from "./SetAsideCard";

/** Keeping the notebook: backups, its state, what was recovered or set aside, how long things stay. */
export function KeepingScreen() {
  return (
    <Page
      title="Sauvegardes et conservation"
      before={<BackButton to={{ screen: "settings" }}>Réglages</BackButton>}
    >
      <BackupsCard />
      <RecoveryCard />
      <HealthCard />
      <SetAsideCard />
      <RetentionCard />
    </Page>
  );
}
