import { CheckboxField } from "../../components/CheckboxField";
import { LevelsPicker } from "../../components/LevelsPicker";
import { TextField } from "../../components/TextField";
import { TimeField } from "../../components/TimeField";
import type { PreparationLists, SeancePlanView } from "../../generated/commands";
import { RemovePart } from "../debrief/RemovePart";
import { DisciplineField } from "./DisciplineField";
import { LessonCode } from "./LessonCode";

/** One séance: when, which levels, what about, where. */
export function SeanceFields({
  seance,
  rank,
  lists,
  degree,
  begun,
  onChange,
  onRemove,
}: {
  seance: SeancePlanView;
  /** Its rank; null where it is the only one. */
  rank: number | null;
  lists: PreparationLists;
  degree: string;
  /** Whether the visit is begun: what really happened may then be corrected. */
  begun: boolean;
  onChange: (changes: Partial<SeancePlanView>) => void;
  /** None where it may not be taken away. */
  onRemove?: () => void;
}) {
  const title = rank === null ? "Séance" : `Séance ${String(rank)}`;
  return (
    <div className="seance" role="group" aria-label={title}>
      {rank === null ? null : <h3>{title}</h3>}
      <div className="row seance-times">
        <TimeField
          label="Début"
          value={seance.start}
          onChange={(start) => {
            onChange({ start });
          }}
        />
        <TimeField
          label="Fin"
          value={seance.end}
          onChange={(end) => {
            onChange({ end });
          }}
        />
        {begun ? (
          <>
            <TimeField
              label="Début réel"
              optional
              value={seance.started ?? ""}
              onChange={(time) => {
                onChange({ started: time === "" ? null : time });
              }}
            />
            <TimeField
              label="Fin réelle"
              optional
              value={seance.ended ?? ""}
              onChange={(time) => {
                onChange({ ended: time === "" ? null : time });
              }}
            />
          </>
        ) : null}
        {onRemove === undefined ? null : (
          <RemovePart name={`la ${title.toLowerCase()}`} onRemove={onRemove} />
        )}
      </div>
      <LevelsPicker
        label="Niveaux"
        groups={lists.levels}
        value={seance.levels}
        onChange={(levels) => {
          onChange({ levels });
        }}
      />
      <div className="columns">
        <DisciplineField
          disciplines={lists.disciplines}
          degree={degree}
          code={seance.discipline_code}
          words={seance.discipline}
          onChange={onChange}
        />
        <TextField
          label="Classe"
          optional
          value={seance.class}
          onChange={(value) => {
            onChange({ class: value });
          }}
        />
        <CheckboxField
          label="Classe dédoublée"
          value={seance.half_class}
          onChange={(half_class) => {
            onChange({ half_class });
          }}
        />
        <TextField
          label="Salle ou lieu"
          optional
          value={seance.room}
          onChange={(room) => {
            onChange({ room });
          }}
        />
        <TextField
          label="Élèves présents"
          optional
          inputMode="numeric"
          width="short"
          value={seance.pupils === null ? "" : String(seance.pupils)}
          onChange={(text) => {
            const figures = text.replace(/\D/g, "").slice(0, 4);
            onChange({ pupils: figures === "" ? null : Number(figures) });
          }}
        />
      </div>
      <LessonCode
        code={seance.lesson}
        onChange={(lesson) => {
          onChange({ lesson });
        }}
      />
    </div>
  );
}
