import { useCallback, useEffect, useMemo, useState } from "react";

import { call } from "../backend/backend";
import { useCommand } from "../backend/useCommand";
import { Await } from "../components/Await";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { Problems } from "../components/Problems";
import type { SettingsView } from "../generated/commands";
import { AttentionNotice } from "./AttentionNotice";
import { KeysDialog } from "../screens/observe/scoring/KeysDialog";
import { flushAll } from "./flush";
import { BackupNotice } from "./BackupNotice";
import { MainNavigation } from "./MainNavigation";
import { useNavigation } from "./navigation";
import { PlaceScreen } from "./PlaceScreen";
import { SettingsContext, useSession } from "./session";
import { UndoProvider } from "./undo/UndoProvider";
import { UnsavedNotice } from "./UnsavedNotice";
import { useIdle } from "./useIdle";
import { useLock } from "./useLock";
import { useHelpKeys } from "./useHelpKeys";
import { useReveal } from "./useReveal";
import { useSyncAtUnlock } from "./useSyncAtUnlock";
import "./Shell.css";

function showTheme(theme: string): void {
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
  else delete document.documentElement.dataset["theme"];
}

function Screens({
  settings,
  onSettings,
}: {
  settings: SettingsView;
  onSettings: (settings: SettingsView) => void;
}) {
  const { place } = useNavigation();
  useReveal(place.sought?.line);
  useEffect(() => {
    showTheme(settings.theme);
  }, [settings.theme]);
  const save = useCallback(
    async (changes: Partial<SettingsView>) => {
      onSettings(await call("save_settings", { ...settings, ...changes }));
    },
    [settings, onSettings],
  );
  const value = useMemo(() => ({ settings, save }), [settings, save]);
  return (
    <SettingsContext value={value}>
      <UndoProvider>
        <PlaceScreen key={JSON.stringify(place)} place={place} />
      </UndoProvider>
    </SettingsContext>
  );
}

/** The notebook at work: the navigation, and the screen in view. */
export function Shell() {
  const { status } = useSession();
  const { place, go } = useNavigation();
  const synced = useSyncAtUnlock();
  const [keys, setKeys] = useState(false);
  useHelpKeys((help) => {
    if (help === "keys") setKeys(true);
    else if (place.screen !== "help") go({ screen: "help" });
  });
  const loaded = useCommand("settings", {});
  const { lock, lockIdle, failure, clear } = useLock();
  useIdle(loaded.data?.idle_minutes ?? status.idle_minutes, () => void lockIdle());
  useEffect(() => {
    const keep = () => void flushAll();
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
    };
  }, []);

  return (
    <div className="shell" data-screen={place.screen}>
      <a className="skip-link" href="#contenu">
        Aller au contenu
      </a>
      <MainNavigation onLock={() => void lock()} />
      <main id="contenu" className="shell-page" tabIndex={-1}>
        <BackupNotice />
        <AttentionNotice asked={synced} />
        <Await loaded={loaded}>
          {(settings) => <Screens settings={settings} onSettings={loaded.replace} />}
        </Await>
      </main>
      <KeysDialog
        isOpen={keys}
        singleKeys={loaded.data?.scoring_keys ?? true}
        hasTimeline
        onClose={() => {
          setKeys(false);
        }}
      />
      <UnsavedNotice />
      <Dialog
        title="Carnet n’est pas verrouillé"
        isOpen={failure !== null}
        onClose={clear}
        actions={
          <>
            <Button onPress={clear}>Rester ouvert</Button>
            <Button kind="primary" onPress={() => void lock()}>
              Réessayer
            </Button>
          </>
        }
      >
        <p>Ce qui est écrit n’a pas pu être enregistré. Verrouiller maintenant le perdrait.</p>
        <Problems failure={failure} />
      </Dialog>
    </div>
  );
}
