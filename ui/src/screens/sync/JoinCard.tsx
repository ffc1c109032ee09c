import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import { TextArea } from "../../components/TextArea";
import type { SyncView } from "../../generated/commands";
import { ReachFields, type Reach } from "./ReachFields";

/** Before any store: the invitation of a keeper, pasted. */
export function JoinCard({
  view,
  onChanged,
}: {
  view: SyncView;
  onChanged: (view: SyncView) => void;
}) {
  const [invitation, setInvitation] = useState("");
  const [reach, setReach] = useState<Reach>({ authority: "", proxy: "" });
  const { go } = useNavigation();
  const join = useAction("join_store");
  return (
    <>
      <Card
        title="Rattacher ce carnet à l’entrepôt de l’académie"
        lead="Vos visites scellées y sont gardées : chiffrées pour vous, et leurs réponses codées sans nom. Sans entrepôt, tout fonctionne ici de la même façon."
      >
        <TextArea
          label="Invitation"
          description="Le texte que le gardien de votre académie vous a remis : il commence par « carnet:1 ». Il ne sert qu’une fois, et à vous seul."
          value={invitation}
          onChange={setInvitation}
          rows={4}
        />
        <details>
          <summary>Réseau de l’académie : autorité, mandataire</summary>
          <ReachFields reach={reach} onChange={setReach} />
        </details>
        <div className="row">
          <Button
            kind="primary"
            icon="check"
            isPending={join.pending}
            isDisabled={invitation.trim() === ""}
            onPress={async () => {
              const joined = await join.run({ invitation, ...reach });
              if (joined !== null) onChanged(joined);
            }}
          >
            Rattacher
          </Button>
        </div>
        <Problems failure={join.failure} />
      </Card>
      <Card
        title="Votre empreinte"
        lead="À lire à voix haute au gardien qui vous la demande : elle dit que ce carnet est le vôtre."
      >
        <p className="code">{view.fingerprint}</p>
      </Card>
      <Card
        title="Vous ouvrez l’entrepôt de votre académie"
        lead="La personne qui en garde la clé la tire de son propre carnet, avant que l’entrepôt ne soit installé."
      >
        <div className="row">
          <Button
            onPress={() => {
              go({ screen: "academie" });
            }}
          >
            Fonder l’académie…
          </Button>
        </div>
      </Card>
    </>
  );
}
