import { useEffect, useState } from "react";

import { registerSaver } from "../../app/flush";
import { useSession } from "../../app/session";
import { Unkept } from "../../app/unkept";
import { useAction, useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import type { InspectorView, PresetView } from "../../generated/commands";
import { InspectorFields, type InspectorDraft } from "./InspectorFields";
import { PresetFields } from "./PresetFields";

const NOT_SAVED =
  "Ce que vous avez changé dans «\u00a0Vous et votre académie\u00a0» n’est pas enregistré. Restez sur cet écran pour l’enregistrer.";

function draftOf(inspector: InspectorView | null): InspectorDraft {
  return {
    name: inspector?.name ?? "",
    function: inspector?.function ?? "",
    service: inspector?.service ?? "",
    circonscriptions: inspector?.circonscriptions ?? [],
    disciplines: inspector?.disciplines ?? [],
  };
}

function InspectorForm({ first }: { first: PresetView }) {
  const { status, setStatus } = useSession();
  const save = useAction("save_inspector");
  const [inspector, setInspector] = useState(() => draftOf(status.inspector));
  const [preset, setPreset] = useState(first);
  const [saved, setSaved] = useState(false);
  const [unkept] = useState(() => new Unkept("ui.settings_not_saved", NOT_SAVED));
  useEffect(() => registerSaver(unkept), [unkept]);
  const submit = async () => {
    const next = await save.run({ ...inspector, preset });
    if (next === null) return;
    unkept.abandon();
    setStatus(next);
    setSaved(true);
  };
  const touched = <Value,>(set: (value: Value) => void) => {
    return (value: Value) => {
      setSaved(false);
      unkept.change();
      set(value);
    };
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <InspectorFields
        inspector={inspector}
        onChange={touched(setInspector)}
        preset={preset}
        hasDirectory
      />
      <PresetFields preset={preset} onChange={touched(setPreset)} />
      <Problems failure={save.failure} />
      <div className="row row-end">
        <span role="status">{saved ? "Enregistré." : ""}</span>
        <Button type="submit" kind="primary" isPending={save.pending}>
          Enregistrer
        </Button>
      </div>
    </form>
  );
}

/** Who the inspector is, and the préréglage of the académie. */
export function InspectorCard() {
  const { status } = useSession();
  const preset = useCommand("preset", {});
  return (
    <Card title="Vous et votre académie" lead={preset.data?.academie}>
      <Await loaded={preset}>{(first) => <InspectorForm first={first} />}</Await>
      <p className="muted small">
        Empreinte de votre clé d’auteur, à lire à qui vérifie vos comptes rendus :{" "}
        <span className="code">{status.inspector?.fingerprint}</span>
      </p>
    </Card>
  );
}
