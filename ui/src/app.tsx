import { Activity, useMemo, useState } from "react";

import { ClosingGuard } from "./app/ClosingGuard";
import { NavigationProvider } from "./app/NavigationProvider";
import { Notices } from "./app/Notices";
import { SessionContext } from "./app/session";
import { Shell } from "./app/Shell";
import { useZoom } from "./app/useZoom";
import { useCommand } from "./backend/useCommand";
import { Cover } from "./components/Cover";
import { HelpContext } from "./components/help";
import { Problems } from "./components/Problems";
import { Progress } from "./components/Progress";
import type { AppStatus } from "./generated/commands";
import { HelpOver } from "./screens/help/HelpOver";
import { SetupScreen } from "./screens/setup/SetupScreen";
import { KeysMissingScreen } from "./screens/unlock/KeysMissingScreen";
import { NewPassphraseScreen } from "./screens/unlock/NewPassphraseScreen";
import { UnlockScreen } from "./screens/unlock/UnlockScreen";

const HELP = { dialog: <HelpOver />, cover: <HelpOver hasButton /> };

function ClosedScreen({ status }: { status: AppStatus }) {
  switch (status.state) {
    case "locked":
      return <UnlockScreen />;
    case "keys_missing":
      return <KeysMissingScreen />;
    case "new_passphrase":
      return <NewPassphraseScreen />;
    case "no_notebook":
    case "confirm_recovery":
    case "inspector":
    case "directory":
      return <SetupScreen state={status.state} />;
    case "ready":
      return null;
  }
}

function Opened({ first }: { first: AppStatus }) {
  const [status, setStatus] = useState(first);
  const [wasReady, setWasReady] = useState(false);
  const [notebook, setNotebook] = useState(0);
  if (status.state === "ready" && !wasReady) setWasReady(true);
  // Another notebook is to come: nothing of the screens of the former one may come back in it.
  const restored = status.notices.some((notice) => notice.code === "app.restored_set_aside");
  if (wasReady && (status.state === "no_notebook" || (restored && status.state === "locked"))) {
    setWasReady(false);
    setNotebook(notebook + 1);
  }
  const session = useMemo(() => ({ status, setStatus }), [status]);
  return (
    <SessionContext value={session}>
      <NavigationProvider key={notebook}>
        <Notices notices={status.notices} />
        <ClosedScreen status={status} />
        {/* Locking hides the screens without forgetting them: a form half filled in is there after unlocking. */}
        {wasReady ? (
          <Activity mode={status.state === "ready" ? "visible" : "hidden"}>
            <Shell />
          </Activity>
        ) : null}
      </NavigationProvider>
    </SessionContext>
  );
}

function Opening() {
  const loaded = useCommand("status", {});
  if (loaded.data !== null) return <Opened first={loaded.data} />;
  return (
    <Cover title="Carnet">
      {loaded.failure === null ? (
        <Progress>Ouverture…</Progress>
      ) : (
        <Problems failure={loaded.failure} onRetry={loaded.reload} />
      )}
    </Cover>
  );
}

/** The application: asks where it stands, and opens the screen that this state calls for. */
export function App() {
  useZoom();
  return (
    <HelpContext value={HELP}>
      <Opening />
      <ClosingGuard />
    </HelpContext>
  );
}
