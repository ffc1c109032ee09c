import type { LevelGroup } from "../generated/commands";
import { ChipChoices } from "./ChipChoices";
import "./LevelsPicker.css";

/** Class levels, several where a class has several. */
export interface LevelsPickerProps {
  label: string;
  /** Levels by cycle, as `preparation_lists` gives them. */
  groups: readonly LevelGroup[];
  /** Codes, in the order of the groups. */
  value: string[];
  onChange: (value: string[]) => void;
  isDisabled?: boolean;
}

/** Picks class levels, cycle by cycle; controlled. */
export function LevelsPicker({ label, groups, value, onChange, isDisabled }: LevelsPickerProps) {
  const known = groups.flatMap((group) => group.levels);
  const unknown = known.length === 0 ? [] : value.filter((code) => !known.includes(code));
  const order = [...known, ...unknown];
  const shown = unknown.length === 0 ? groups : [...groups, { label: "Autres", levels: unknown }];
  const change = (group: LevelGroup, chosen: string[]) => {
    const others = value.filter((code) => !group.levels.includes(code));
    const all = [...others, ...chosen];
    onChange(all.sort((one, other) => order.indexOf(one) - order.indexOf(other)));
  };
  return (
    <div role="group" aria-label={label} className="levels">
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      <div className="levels-groups">
        {shown.map((group) => (
          <ChipChoices
            key={group.label}
            label={group.label}
            choices={group.levels.map((code) => ({ code, label: code }))}
            value={value.filter((code) => group.levels.includes(code))}
            onChange={(chosen) => {
              change(group, chosen);
            }}
            isDisabled={isDisabled}
          />
        ))}
      </div>
    </div>
  );
}
