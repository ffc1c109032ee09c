import { ChipChoices } from "../../components/ChipChoices";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import type { PresetView, SaveInspectorRequest } from "../../generated/commands";
import { CirconscriptionsField } from "./CirconscriptionsField";

/** Who the inspector is, as being typed. */
export type InspectorDraft = Omit<SaveInspectorRequest, "preset">;

/** Those proposed, and the one chosen before it was taken off them. */
function functionsOf(preset: PresetView, chosen: string): string[] {
  return [...new Set([...preset.functions, chosen])].filter((label) => label.trim() !== "");
}

/** Name, function, service, and what is followed. */
export function InspectorFields({
  inspector,
  onChange,
  preset,
  hasDirectory,
}: {
  inspector: InspectorDraft;
  onChange: (inspector: InspectorDraft) => void;
  preset: PresetView;
  /** Whether there are circonscriptions to choose from. */
  hasDirectory: boolean;
}) {
  return (
    <>
      <div className="columns">
        <TextField
          label="Prénom et nom"
          value={inspector.name}
          onChange={(name) => {
            onChange({ ...inspector, name });
          }}
        />
        <SelectField
          label="Fonction"
          choices={functionsOf(preset, inspector.function).map((label) => ({
            value: label,
            label,
          }))}
          value={inspector.function === "" ? null : inspector.function}
          onChange={(chosen) => {
            onChange({ ...inspector, function: chosen });
          }}
        />
      </div>
      <TextField
        label="Service"
        description="En tête de vos comptes rendus : « Circonscription de Bellerive », « Inspection pédagogique régionale de lettres »."
        value={inspector.service}
        onChange={(service) => {
          onChange({ ...inspector, service });
        }}
      />
      {hasDirectory ? (
        <CirconscriptionsField
          chosen={inspector.circonscriptions}
          onChange={(circonscriptions) => {
            onChange({ ...inspector, circonscriptions });
          }}
        />
      ) : null}
      <ChipChoices
        label="Disciplines ou domaines suivis"
        optional
        choices={preset.disciplines}
        value={inspector.disciplines}
        onChange={(disciplines) => {
          onChange({ ...inspector, disciplines });
        }}
      />
    </>
  );
}
