import { useCommand } from "../../backend/useCommand";
import { SelectField } from "../../components/SelectField";
import { TextArea } from "../../components/TextArea";
import { TextField } from "../../components/TextField";
import type { PresetView } from "../../generated/commands";
import { marked } from "./presetParts";
import { ToVerify } from "./ToVerify";

function ZoneField({
  preset,
  onChange,
}: {
  preset: PresetView;
  onChange: (preset: PresetView) => void;
}) {
  const zones = useCommand("zones", {}).data ?? [];
  const known = zones.some(({ zone }) => zone === preset.zone);
  const own = { value: preset.zone, label: preset.zone };
  const choices = zones.map(({ zone, label }) => ({ value: zone, label }));
  return (
    <SelectField
      label="Heure locale"
      choices={known ? choices : [own, ...choices]}
      value={preset.zone}
      onChange={(zone) => {
        onChange(marked({ ...preset, zone }, "zone", false));
      }}
    />
  );
}

/** The académie: its name, its clocks, and what its inspectors and advisers are called. */
export function AcademieFields({
  preset,
  onChange,
}: {
  preset: PresetView;
  onChange: (preset: PresetView) => void;
}) {
  return (
    <section className="preset" aria-labelledby="preset-academie">
      <h2 id="preset-academie">Académie</h2>
      <div className="columns">
        <TextField
          label="Nom de l’académie"
          description="Tel qu’il figure en tête des comptes rendus."
          value={preset.academie}
          onChange={(academie) => {
            onChange({ ...preset, academie });
          }}
        />
        <div className="stated">
          <ZoneField preset={preset} onChange={onChange} />
          <ToVerify part="zone" label="Je l’ai vérifiée" preset={preset} onChange={onChange} />
        </div>
      </div>
      <div className="stated">
        <TextArea
          label="Fonctions proposées"
          description="Les noms des fonctions d’inspection et de conseil, une par ligne."
          value={preset.functions.join("\n")}
          onChange={(text) => {
            onChange(marked({ ...preset, functions: text.split("\n") }, "functions", false));
          }}
          rows={4}
        />
        <ToVerify
          part="functions"
          label="Je les ai vérifiées"
          preset={preset}
          onChange={onChange}
        />
      </div>
    </section>
  );
}
