import { call } from "../backend/backend";
import { useAction } from "../backend/useCommand";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { Problems } from "../components/Problems";
import { abandonRefused, flushAll } from "./flush";
import { useSession } from "./session";

/** Asks before the fictitious notebook is closed and set aside. */
export function LeaveDiscovery({ onClose }: { onClose: () => void }) {
  const { setStatus } = useSession();
  const action = useAction("leave_discovery");
  const leave = async () => {
    await flushAll();
    const left = await action.run({});
    if (left !== null) abandonRefused();
    // It may be closed without having been set aside: the screen says where it stands.
    setStatus(left ?? (await call("status", {})));
  };
  return (
    <Dialog
      title="Quitter la découverte ?"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Continuer la découverte</Button>
          <Button kind="primary" isPending={action.pending} onPress={() => void leave()}>
            Quitter et recommencer
          </Button>
        </>
      }
    >
      <p>
        Le carnet de données fictives est fermé et mis de côté : son dossier change de nom, rien
        n’est supprimé. Vous revenez au premier écran, pour créer votre carnet avec une nouvelle
        phrase de passe et importer l’annuaire officiel.
      </p>
      <Problems failure={action.failure} />
    </Dialog>
  );
}
