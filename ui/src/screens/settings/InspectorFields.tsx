import { ChipChoices } from "../../components/ChipChoices";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import type {
  CirconscriptionView,
  PresetView,
  SaveInspectorRequest,
} from "../../generated/commands";

/** Who the inspector is, as being typed. */
export type InspectorDraft = Omit<SaveInspectorRequest, "preset">;

/** Name, function, service, and what is followed. */
export function InspectorFields({
  inspector,
  onChange,
  preset,
  circonscriptions,
}: {
  inspector: InspectorDraft;
  onChange: (inspector: InspectorDraft) => void;
  preset: PresetView;
  /** Those of the directory; empty before its import. */
  circonscriptions: CirconscriptionView[];
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
          choices={preset.functions.map((label) => ({ value: label, label }))}
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
      {circonscriptions.length === 0 ? null : (
        <ChipChoices
          label="Circonscriptions suivies"
          optional
          choices={circonscriptions.map(({ code, name }) => ({ code, label: name }))}
          value={inspector.circonscriptions}
          onChange={(chosen) => {
            onChange({ ...inspector, circonscriptions: chosen });
          }}
        />
      )}
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
