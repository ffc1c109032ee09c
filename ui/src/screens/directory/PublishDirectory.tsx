import { useState } from "react";

import { call } from "../../backend/backend";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import { SelectField } from "../../components/SelectField";
import type { DirectoryStatus, PublishableView } from "../../generated/commands";
import { counted } from "../../text/format";

function words({ academie, schools }: PublishableView): string {
  return `Académie ${academie}\u00a0: ${counted(schools, "école ou établissement", "écoles et établissements")}`;
}

/** Offers the directory to the other notebooks of the académie; nothing for who publishes nothing, or has nothing new. */
export function PublishDirectory({
  directory,
  onPublished,
}: {
  directory: DirectoryStatus;
  onPublished: (directory: DirectoryStatus) => void;
}) {
  const choices = directory.publishable;
  const [academie, setAcademie] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const publish = useAction("publish_directory");
  if (choices.length === 0) return null;
  const only = choices.length === 1 ? choices[0] : undefined;
  const chosen = choices.find((one) => one.academie === academie) ?? only;
  const leave = () => {
    setAsking(false);
    publish.clear();
  };
  return (
    <Card
      title="Publier l’annuaire"
      lead="Les autres carnets de l’académie le reçoivent à leur prochaine synchronisation, sans rien importer."
    >
      {only === undefined ? (
        <SelectField
          label="Académie à publier"
          choices={choices.map((one) => ({ value: one.academie, label: words(one) }))}
          value={chosen?.academie ?? null}
          onChange={setAcademie}
        />
      ) : (
        <p>{words(only)}, que les autres carnets n’ont pas encore ainsi.</p>
      )}
      <div className="row">
        <Button
          isDisabled={chosen === undefined}
          onPress={() => {
            setAsking(true);
          }}
        >
          Publier ces écoles…
        </Button>
      </div>
      <Dialog
        title={"Publier l’annuaire\u202f?"}
        isOpen={asking}
        onClose={leave}
        actions={
          <>
            <Button onPress={leave}>Annuler</Button>
            <Button
              kind="primary"
              isPending={publish.pending}
              onPress={async () => {
                if (chosen === undefined) return;
                const done = await publish.run({ academie: chosen.academie });
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
          {chosen === undefined ? "" : words(chosen)}. Une école plus récente dans un carnet y
          reste ; les autres prennent ce que vous publiez.
        </p>
        <Problems failure={publish.failure} />
      </Dialog>
    </Card>
  );
}
