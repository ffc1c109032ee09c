import { useNavigation } from "../../app/navigation";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";

/** Says what giving a rectificatif up takes away, and asks once. */
export function AbandonDialog({ visit, onClose }: { visit: string; onClose: () => void }) {
  const { go } = useNavigation();
  const abandon = useAction("abandon_correction");
  return (
    <Dialog
      title={"Abandonner le rectificatif\u202f?"}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Garder le rectificatif</Button>
          <Button
            kind="danger"
            isPending={abandon.pending}
            onPress={async () => {
              if ((await abandon.run({ visit })) === null) return;
              onClose();
              go({ screen: "report", id: visit });
            }}
          >
            Abandonner
          </Button>
        </>
      }
    >
      <p>
        Tout ce qui a été changé depuis la version scellée est perdu. La version scellée, elle,
        reste telle quelle.
      </p>
      <Problems failure={abandon.failure} />
    </Dialog>
  );
}
