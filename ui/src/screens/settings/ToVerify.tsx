import { CheckboxField } from "../../components/CheckboxField";
import type { PresetPartView, PresetView } from "../../generated/commands";
import { marked } from "./presetParts";

/** Whether somebody verified a part of the préréglage that is proposed. */
export function ToVerify({
  part,
  label,
  preset,
  onChange,
}: {
  part: PresetPartView;
  /** What the person says by ticking: « Je l’ai vérifié ». */
  label: string;
  preset: PresetView;
  onChange: (preset: PresetView) => void;
}) {
  const verified = !preset.to_verify.includes(part);
  return (
    <div className="row">
      <CheckboxField
        label={label}
        value={verified}
        onChange={(now) => {
          onChange(marked(preset, part, now));
        }}
      />
      {verified ? null : <span className="mark mark-warning">à vérifier</span>}
    </div>
  );
}
