import { useState } from "react";

import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { BackButton } from "../../components/BackButton";
import { Page } from "../../components/Page";
import type { SyncView, VisitSummary } from "../../generated/commands";
import { ConflictsCard } from "./ConflictsCard";
import { ConflictDialog } from "./ConflictDialog";
import { DevicesCard } from "./DevicesCard";
import { DifferingCard } from "./DifferingCard";
import { DisbelievedCard } from "./DisbelievedCard";
import { JoinCard } from "./JoinCard";
import { LostLaptopCard } from "./LostLaptopCard";
import { RegisterCard } from "./RegisterCard";
import { RefusedCard } from "./RefusedCard";
import { StateCard } from "./StateCard";
import { StoreCard } from "./StoreCard";

function Sync({ view, onChanged }: { view: SyncView; onChanged: (view: SyncView) => void }) {
  const [disputed, setDisputed] = useState<VisitSummary | null>(null);
  if (view.store === null) return <JoinCard view={view} onChanged={onChanged} />;
  return (
    <>
      {view.store.laptop_lost ? (
        <LostLaptopCard devices={view.store.devices} onChanged={onChanged} />
      ) : null}
      <StateCard view={view} store={view.store} onChanged={onChanged} />
      <ConflictsCard conflicts={view.conflicts} onOpen={setDisputed} />
      <RefusedCard refused={view.refused} setAside={view.set_aside} onChanged={onChanged} />
      <DisbelievedCard disbelieved={view.disbelieved} />
      <DifferingCard differing={view.differing} />
      <RegisterCard />
      {view.store.laptop_lost ? null : (
        <DevicesCard devices={view.store.devices} onChanged={onChanged} />
      )}
      <StoreCard view={view} store={view.store} onChanged={onChanged} />
      {disputed === null ? null : (
        <ConflictDialog
          visit={disputed}
          onClose={() => {
            setDisputed(null);
          }}
        />
      )}
    </>
  );
}

/** Syncing: what the académie's store holds, what waits, what it refused, what is to be chosen. */
export function SyncScreen() {
  const loaded = useCommand("sync_status", {});
  return (
    <Page
      title="Synchronisation"
      before={<BackButton to={{ screen: "settings" }}>Réglages</BackButton>}
    >
      <Await loaded={loaded}>{(view) => <Sync view={view} onChanged={loaded.replace} />}</Await>
    </Page>
  );
}
