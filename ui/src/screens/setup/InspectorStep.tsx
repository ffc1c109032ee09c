import { useState } from "react";

import { useSession } from "../../app/session";
import { useAction, useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { Cover } from "../../components/Cover";
import { Problems } from "../../components/Problems";
import { SelectField } from "../../components/SelectField";
import type { PresetView } from "../../generated/commands";
import { InspectorFields, type InspectorDraft } from "../settings/InspectorFields";
import { PresetFields } from "../settings/PresetFields";
import { SetupSteps } from "./SetupSteps";

const BLANK: InspectorDraft = {
  name: "",
  function: "",
  service: "",
  circonscriptions: [],
  disciplines: [],
};

function InspectorForm({ presets }: { presets: PresetView[] }) {
  const { setStatus } = useSession();
  const save = useAction("save_inspector");
  const [inspector, setInspector] = useState(BLANK);
  const [preset, setPreset] = useState<PresetView | null>(null);
  const submit = async (chosen: PresetView) => {
    const status = await save.run({ ...inspector, preset: chosen });
    if (status !== null) setStatus(status);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (preset !== null) void submit(preset);
      }}
    >
      <SelectField
        label="Votre académie"
        description="Elle apporte l’année scolaire, l’heure locale, les types de visite et les mentions des comptes rendus. Tout se modifie."
        choices={presets.map(({ code, academie }) => ({
          value: code,
          label: academie === "" ? "Autre académie" : academie,
        }))}
        value={preset?.code ?? null}
        onChange={(code) => {
          setPreset(presets.find((candidate) => candidate.code === code) ?? null);
        }}
        placeholder="Choisir une académie"
      />
      {preset === null ? null : (
        <>
          <InspectorFields
            inspector={inspector}
            onChange={setInspector}
            preset={preset}
            hasDirectory={false}
          />
          <PresetFields preset={preset} onChange={setPreset} />
        </>
      )}
      <Problems failure={save.failure} />
      <div className="row row-end">
        <Button type="submit" kind="primary" isPending={save.pending} isDisabled={preset === null}>
          Continuer
        </Button>
      </div>
    </form>
  );
}

/** Who the inspector is, and the préréglage of the académie. */
export function InspectorStep() {
  const loaded = useCommand("presets", {});
  return (
    <Cover title="Vous et votre académie" beside={<SetupSteps state="inspector" />}>
      <Await loaded={loaded}>{(presets) => <InspectorForm presets={presets} />}</Await>
    </Cover>
  );
}
