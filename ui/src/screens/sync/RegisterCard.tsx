import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useAction, useCommand } from "../../backend/useCommand";
import { AskFirst } from "../../components/AskFirst";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import { SelectField } from "../../components/SelectField";
import type { CircleRegisterView, MissingView } from "../../generated/commands";
import { counted } from "../../text/format";
import { RenewKey } from "./RenewKey";

function Sharing({
  view,
  onShared,
}: {
  view: CircleRegisterView;
  onShared: (view: CircleRegisterView) => void;
}) {
  const [circle, setCircle] = useState(view.circles[0]?.code ?? "");
  const share = useAction("share_register");
  const label = view.circles.find(({ code }) => code === circle)?.label ?? "";
  return (
    <>
      {view.circles.length > 1 ? (
        <SelectField
          label="Cercle"
          choices={view.circles.map((each) => ({ value: each.code, label: each.label }))}
          value={circle}
          onChange={setCircle}
          width="medium"
        />
      ) : null}
      <div className="row">
        <AskFirst
          label="Partager mon registre…"
          title={"Partager votre registre\u202f?"}
          act="Partager"
          action={share}
          onAct={async () => {
            const shared = await share.run({ circle });
            if (shared !== null) onShared(shared);
            return shared !== null;
          }}
        >
          <p>
            Avec : {label}. Ses membres liront le nom, la fonction, l’adresse professionnelle et les
            services des {counted(view.own, "enseignant", "enseignants")} que vous avez entrés, et
            pourront les compléter. Vos visites, vos grilles et vos notes n’y sont pas.
          </p>
          <p>Ce qui a été partagé ne se reprend pas.</p>
        </AskFirst>
      </div>
    </>
  );
}

/** What was written before, or on another laptop, and that the circle lacks. */
function Missing({
  missing,
  onShared,
}: {
  missing: MissingView;
  onShared: (view: CircleRegisterView) => void;
}) {
  const share = useAction("share_register");
  return (
    <>
      <p>
        {counted(missing.entries, "ligne que le cercle n’a pas", "lignes que le cercle n’a pas")}.
      </p>
      <div className="row">
        <Button
          isPending={share.pending}
          onPress={async () => {
            const shared = await share.run({ circle: missing.circle });
            if (shared !== null) onShared(shared);
          }}
        >
          Partager ce qui manque
        </Button>
      </div>
      <Problems failure={share.failure} />
    </>
  );
}

/** The teachers’ register of the circle: homonyms first, then shared. */
export function RegisterCard() {
  const { go } = useNavigation();
  const loaded = useCommand("circle_register", {});
  const view = loaded.data;
  if (view === null || view.circles.length === 0) return null;
  return (
    <Card
      title="Registre du cercle"
      lead="Les collègues d’un même cercle partagent leurs enseignants, chiffrés pour eux seuls : une personne n’y est entrée qu’une fois, et compte pour une dans les indicateurs."
    >
      <p role="status">
        {view.shared === ""
          ? `Votre registre n’est qu’à vous\u00a0: ${counted(view.own, "enseignant", "enseignants")}.`
          : `Votre registre est partagé avec\u00a0: ${view.shared}.`}
        {view.others === 0
          ? null
          : ` Vos collègues ont écrit sur ${counted(view.others, "enseignant", "enseignants")}.`}
      </p>
      {view.homonyms === 0 ? null : (
        <>
          <p>
            {counted(view.homonyms, "homonyme", "homonymes")} à examiner d’abord : une même personne
            entrée deux fois compterait pour deux.
          </p>
          <div className="row">
            <Button
              onPress={() => {
                go({ screen: "homonyms" });
              }}
            >
              Examiner les homonymes
            </Button>
          </div>
        </>
      )}
      {view.shared === "" ? <Sharing view={view} onShared={loaded.replace} /> : null}
      {view.missing === null ? null : <Missing missing={view.missing} onShared={loaded.replace} />}
      <RenewKey view={view} onRenewed={loaded.replace} />
    </Card>
  );
}
