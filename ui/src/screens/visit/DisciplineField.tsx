import { useState } from "react";

import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import type { DisciplineChoiceView, SeancePlanView } from "../../generated/commands";

const NONE = "none";
const OWN = "own";

/** The discipline or domain: one of the list, or in the inspector's own words. */
export function DisciplineField({
  disciplines,
  degree,
  code,
  words,
  onChange,
}: {
  disciplines: readonly DisciplineChoiceView[];
  degree: string;
  code: string;
  words: string;
  onChange: (changes: Partial<SeancePlanView>) => void;
}) {
  const taught = disciplines.filter(
    (each) =>
      each.code === code ||
      degree === "" ||
      each.degrees.length === 0 ||
      each.degrees.includes(degree),
  );
  const [inOwnWords, setInOwnWords] = useState(code === "" && words !== "");
  const value = code !== "" ? code : inOwnWords || words !== "" ? OWN : NONE;
  return (
    <>
      <SelectField
        label="Discipline ou domaine"
        choices={[
          { value: NONE, label: "À préciser" },
          ...taught.map((each) => ({ value: each.code, label: each.label })),
          { value: OWN, label: "Autre…" },
        ]}
        value={value}
        onChange={(chosen) => {
          const known = disciplines.find((each) => each.code === chosen);
          setInOwnWords(chosen === OWN);
          onChange({ discipline_code: known?.code ?? "", discipline: known?.label ?? "" });
        }}
      />
      {value === OWN ? (
        <TextField
          label="Laquelle, en vos mots"
          value={words}
          onChange={(discipline) => {
            onChange({ discipline });
          }}
        />
      ) : null}
    </>
  );
}
