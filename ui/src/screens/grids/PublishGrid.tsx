import { useState } from "react";

import { call } from "../../backend/backend";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { GridView } from "../../generated/commands";

/** Offers a grid to those of the scopes in which one publishes. */
export function PublishGrid({
  grid,
  onPublished,
}: {
  grid: GridView;
  onPublished: (grid: GridView) => void;
}) {
  const [asking, setAsking] = useState(false);
  const publish = useAction("publish_grid");
  const leave = () => {
    setAsking(false);
    publish.clear();
  };
  const { published, sha256, title } = grid.summary;
  if (published !== "") return <p role="status">Publiée pour : {published}.</p>;
  if (grid.may_publish === "") return null;
  return (
    <div className="row">
      <Button
        onPress={() => {
          setAsking(true);
        }}
      >
        Publier la grille…
      </Button>
      <Dialog
        title={"Publier cette grille\u202f?"}
        isOpen={asking}
        onClose={leave}
        actions={
          <>
            <Button onPress={leave}>Annuler</Button>
            <Button
              kind="primary"
              isPending={publish.pending}
              onPress={async () => {
                const done = await publish.run({ sha256 });
                if (done === null) return;
                leave();
                onPublished(done);
                // It leaves at once where a network is there, else with the next sync.
                call("sync_now", {}).catch(() => undefined);
              }}
            >
              Publier
            </Button>
          </>
        }
      >
        <p>
          « {title} » sera proposée aux carnets de : {grid.may_publish}. Elle porte votre signature,
          et ne se reprend pas : pour la changer, publiez une autre version.
        </p>
        <Problems failure={publish.failure} />
      </Dialog>
    </div>
  );
}
