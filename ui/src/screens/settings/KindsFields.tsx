import { TextArea } from "../../components/TextArea";
import { TextField } from "../../components/TextField";
import type { PresetView, VisitKindView } from "../../generated/commands";
import { marked } from "./presetParts";
import { ToVerify } from "./ToVerify";

/** The kinds of visit: their names, and what each means for the person visited. */
export function KindsFields({
  preset,
  onChange,
}: {
  preset: PresetView;
  onChange: (preset: PresetView) => void;
}) {
  const replace = (code: string, change: Partial<VisitKindView>) => {
    const kinds = preset.kinds.map((kind) => (kind.code === code ? { ...kind, ...change } : kind));
    onChange(marked({ ...preset, kinds }, "kinds", false));
  };
  return (
    <details className="preset preset-kinds">
      <summary>Types de visite</summary>
      <p className="muted">
        Le sens d’un type de visite est imprimé dans le compte rendu. Une visite déjà scellée garde
        le sien.
      </p>
      {preset.kinds.map((kind, rank) => (
        <div key={kind.code} className="stack-tight">
          <TextField
            label={`Type de visite ${String(rank + 1)}`}
            value={kind.label}
            description={
              kind.notes_only ? "Sans grille ni compte rendu : notes seules." : undefined
            }
            onChange={(label) => {
              replace(kind.code, { label });
            }}
          />
          <TextArea
            label={`Ce que signifie le type ${String(rank + 1)} pour la personne visitée`}
            value={kind.meaning}
            onChange={(meaning) => {
              replace(kind.code, { meaning });
            }}
            rows={2}
          />
        </div>
      ))}
      <ToVerify part="kinds" label="Je les ai vérifiés" preset={preset} onChange={onChange} />
    </details>
  );
}
