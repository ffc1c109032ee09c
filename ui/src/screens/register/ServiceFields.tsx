import { useCommand } from "../../backend/useCommand";
import { DateField } from "../../components/DateField";
import { LevelsPicker } from "../../components/LevelsPicker";
import { RadioChoices } from "../../components/RadioChoices";
import { SchoolPicker } from "../../components/SchoolPicker";
import { TextField } from "../../components/TextField";
import type { ServiceView } from "../../generated/commands";
import { NATURES, type Nature } from "./natures";

function shareOf(typed: string): number | null {
  const digits = typed.replace(/\D/g, "");
  return digits === "" ? null : Number(digits);
}

/** A line of service: where, as what, for which classes, from when to when. */
export function ServiceFields({
  service,
  onChange,
}: {
  service: ServiceView;
  onChange: (service: ServiceView) => void;
}) {
  const lists = useCommand("preparation_lists", {});
  const change = (changes: Partial<ServiceView>) => {
    onChange({ ...service, ...changes });
  };
  return (
    <>
      <SchoolPicker
        label="École ou établissement"
        chosen={service.school}
        onChoose={(school) => {
          change({ uai: school.uai, school: school.name });
        }}
        autoFocus={service.uai === ""}
      />
      <RadioChoices<Nature>
        label="Nature du service"
        choices={NATURES}
        value={service.nature as Nature}
        onChange={(nature) => {
          const replaces = nature === "replacement";
          change(replaces ? { nature } : { nature, attachment: "", attachment_school: "" });
        }}
      />
      {service.nature === "replacement" ? (
        <SchoolPicker
          label="École de rattachement administratif"
          optional
          chosen={service.attachment_school}
          onChoose={(school) => {
            change({ attachment: school.uai, attachment_school: school.name });
          }}
          onClear={() => {
            change({ attachment: "", attachment_school: "" });
          }}
        />
      ) : null}
      <LevelsPicker
        label="Niveaux"
        groups={lists.data?.levels ?? []}
        value={service.levels}
        onChange={(levels) => {
          change({ levels });
        }}
      />
      <div className="columns">
        <TextField
          label="Discipline"
          optional
          value={service.discipline}
          onChange={(discipline) => {
            change({ discipline });
          }}
        />
        <TextField
          label="Quotité de service"
          optional
          inputMode="numeric"
          maxLength={3}
          width="short"
          value={service.share === null ? "" : String(service.share)}
          onChange={(typed) => {
            change({ share: shareOf(typed) });
          }}
          after={<span aria-hidden="true">%</span>}
        />
      </div>
      <div className="columns">
        <DateField
          label="Premier jour"
          value={service.from}
          onChange={(from) => {
            change({ from });
          }}
        />
        <DateField
          label="Dernier jour"
          optional
          value={service.until ?? ""}
          onChange={(until) => {
            change({ until: until === "" ? null : until });
          }}
        />
      </div>
    </>
  );
}
