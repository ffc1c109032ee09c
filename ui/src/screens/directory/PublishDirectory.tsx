import { useState } from "react";

import { call } from "../../backend/backend";
import { useAction } from "../../backend/useCommand";
import { AskFirst } from "../../components/AskFirst";
import { Card } from "../../components/Card";
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
  const publish = useAction("publish_directory");
  if (choices.length === 0) return null;
  const only = choices.length === 1 ? choices[0] : undefined;
  const chosen = choices.find((one) => one.academie === academie) ?? only;
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
        <AskFirst
          label="Publier ces écoles…"
          isDisabled={chosen === undefined}
          title={"Publier l’annuaire\u202f?"}
          act="Publier"
          action={publish}
          onAct={async () => {
            const done = chosen && (await publish.run({ academie: chosen.academie }));
            if (!done) return false;
            onPublished(done);
            // It leaves at once where a network is there, else with the next sync.
            call("sync_now", {}).catch(() => undefined);
            return true;
          }}
        >
          <p>
            {chosen === undefined ? "" : words(chosen)}. Une école plus récente dans un carnet y
            reste ; les autres prennent ce que vous publiez.
          </p>
        </AskFirst>
      </div>
    </Card>
  );
}
