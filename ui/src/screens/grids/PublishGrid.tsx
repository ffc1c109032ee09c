import { call } from "../../backend/backend";
import { useAction } from "../../backend/useCommand";
import { AskFirst } from "../../components/AskFirst";
import type { GridView } from "../../generated/commands";

/** Offers a grid to those of the scopes in which one publishes. */
export function PublishGrid({
  grid,
  onPublished,
}: {
  grid: GridView;
  onPublished: (grid: GridView) => void;
}) {
  const publish = useAction("publish_grid");
  const { published, sha256, title } = grid.summary;
  if (published !== "") return <p role="status">Publiée pour : {published}.</p>;
  if (grid.may_publish === "") return null;
  return (
    <div className="row">
      <AskFirst
        label="Publier la grille…"
        title={"Publier cette grille\u202f?"}
        act="Publier"
        action={publish}
        onAct={async () => {
          const done = await publish.run({ sha256 });
          if (done === null) return false;
          onPublished(done);
          // It leaves at once where a network is there, else with the next sync.
          call("sync_now", {}).catch(() => undefined);
          return true;
        }}
      >
        <p>
          « {title} » sera proposée aux carnets de : {grid.may_publish}. Elle porte votre signature,
          et ne se reprend pas : pour la changer, publiez une autre version.
        </p>
      </AskFirst>
    </div>
  );
}
