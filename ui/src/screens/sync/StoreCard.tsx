import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { CheckboxField } from "../../components/CheckboxField";
import { Problems } from "../../components/Problems";
import type { StoreView, SyncView } from "../../generated/commands";
import { counted } from "../../text/format";
import { AnotherInvitation } from "./AnotherInvitation";
import { ReachFields, type Reach } from "./ReachFields";

/** The store, what one is there, and how it is reached. */
export function StoreCard({
  view,
  store,
  onChanged,
}: {
  view: SyncView;
  store: StoreView;
  onChanged: (view: SyncView) => void;
}) {
  const [reach, setReach] = useState<Reach>({ authority: "", proxy: store.proxy });
  const [forget, setForget] = useState(false);
  const { go } = useNavigation();
  const save = useAction("reach_store");
  const lines: readonly (readonly [string, string])[] = [
    ["Adresse", store.url],
    ["Académie", store.academie],
    ["Rôles", store.roles.join(" ; ") || "aucun encore"],
    ["Cercles", store.circles.join(" ; ") || "aucun"],
    ["Gardien de l’académie", store.is_keeper ? "oui" : "non"],
    ["Même contenu pour tous", store.compared],
  ];
  return (
    <Card title="L’entrepôt">
      <dl className="facts">
        {lines.map(([term, said]) => (
          <div key={term} className="fact">
            <dt>{term}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
      {store.is_keeper ? (
        <div className="row">
          <Button
            icon="teachers"
            onPress={() => {
              go({ screen: "academie" });
            }}
          >
            Tenir l’académie
          </Button>
          {store.lapsed_vaults === 0 ? null : (
            <span role="status">
              {counted(store.lapsed_vaults, "coffre à refaire", "coffres à refaire")}
            </span>
          )}
        </div>
      ) : null}
      {store.successions.length === 0 ? null : (
        <details open>
          <summary>Coffres ouverts à votre sujet</summary>
          <ul role="list" className="stack-tight">
            {store.successions.map((said) => (
              <li key={said}>{said}.</li>
            ))}
          </ul>
          <p>
            Un coffre donne les comptes rendus scellés, jamais les brouillons ni les notes
            personnelles.
          </p>
        </details>
      )}
      <p>
        Votre empreinte
        <br />
        <span className="code">{view.fingerprint}</span>
      </p>
      <p>
        Empreinte de la racine de l’académie
        <br />
        <span className="code">{store.root}</span>
      </p>
      <details>
        <summary>Votre identité, à donner à un gardien qui vous nomme</summary>
        <p className="code">{view.identity}</p>
      </details>
      <AnotherInvitation store={store} onChanged={onChanged} />
      <details>
        <summary>Réseau de l’académie : autorité, mandataire</summary>
        <ReachFields reach={reach} onChange={setReach} />
        {store.has_authority ? (
          <CheckboxField
            label="Ne plus se fier à l’autorité indiquée"
            description="Une autorité de l’académie est indiquée. Elle reste tant que vous n’en indiquez pas une autre."
            value={forget}
            onChange={setForget}
          />
        ) : null}
        <div className="row">
          <Button
            isPending={save.pending}
            onPress={async () => {
              const saved = await save.run({ ...reach, system_authority: forget });
              if (saved === null) return;
              setForget(false);
              onChanged(saved);
            }}
          >
            Enregistrer
          </Button>
        </div>
        <Problems failure={save.failure} />
      </details>
    </Card>
  );
}
