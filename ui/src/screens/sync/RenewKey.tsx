import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { AskFirst } from "../../components/AskFirst";
import { SelectField } from "../../components/SelectField";
import type { CircleRegisterView } from "../../generated/commands";

/** Another key for a circle: for when somebody may have read the present one. */
export function RenewKey({
  view,
  onRenewed,
}: {
  view: CircleRegisterView;
  onRenewed: (view: CircleRegisterView) => void;
}) {
  const [circle, setCircle] = useState(view.circles[0]?.code ?? "");
  const [done, setDone] = useState(false);
  const renew = useAction("renew_circle_key");
  const label = view.circles.find(({ code }) => code === circle)?.label ?? "";
  return (
    <details>
      <summary>Clé du cercle</summary>
      <p>
        Elle se renouvelle d’elle-même quand un membre part, ou quand un gardien met fin à son nom.
        Renouvelez-la si elle a pu être lue autrement. Si quelqu’un a votre carnet ouvert, ou une
        sauvegarde et sa phrase de passe, cela ne suffit pas{"\u00a0"}: il a aussi vos clés.
        Prévenez un gardien.
      </p>
      {view.circles.length > 1 ? (
        <SelectField
          label="Cercle dont la clé change"
          choices={view.circles.map((each) => ({ value: each.code, label: each.label }))}
          value={circle}
          onChange={(chosen) => {
            setCircle(chosen);
            setDone(false);
          }}
          width="medium"
        />
      ) : null}
      <div className="row">
        <AskFirst
          label="Renouveler la clé…"
          title={"Renouveler la clé du cercle\u202f?"}
          act="Renouveler"
          action={renew}
          onAsk={() => {
            setDone(false);
          }}
          onAct={async () => {
            const now = await renew.run({ circle });
            if (now === null) return false;
            setDone(true);
            onRenewed(now);
            return true;
          }}
        >
          <p>
            Cercle{"\u00a0"}: {label}. Ce que ses membres écriront ne se lira plus avec la clé
            d’aujourd’hui, dès que chacun aura synchronisé. Qui entre plus tard dans le cercle le
            lira aussi.
          </p>
          <p>Ce qui est écrit reste lisible à qui avait l’ancienne clé.</p>
        </AskFirst>
      </div>
      {done ? (
        <p role="status">
          Clé renouvelée. Vos collègues la recevront à leur prochaine synchronisation, après la
          vôtre.
        </p>
      ) : null}
    </details>
  );
}
