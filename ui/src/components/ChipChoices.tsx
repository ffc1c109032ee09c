import { CheckboxButton, CheckboxField, CheckboxGroup } from "react-aria-components";

import { FieldFrame, type FieldWords } from "./FieldFrame";
import "./Choice.css";

/** Any number of choices, touched rather than ticked. */
export interface ChipChoicesProps extends FieldWords {
  choices: readonly { code: string; label: string }[];
  value: string[];
  onChange: (value: string[]) => void;
  isDisabled?: boolean;
}

/** Any number of choices among a few, as large chips; controlled. */
export function ChipChoices(props: ChipChoicesProps) {
  return (
    <CheckboxGroup
      className="field"
      value={props.value}
      onChange={props.onChange}
      isInvalid={(props.error ?? "") !== ""}
      isDisabled={props.isDisabled}
    >
      <FieldFrame {...props}>
        <div className="chips">
          {props.choices.map((choice) => (
            <CheckboxField key={choice.code} value={choice.code}>
              <CheckboxButton className="chip">{choice.label}</CheckboxButton>
            </CheckboxField>
          ))}
        </div>
      </FieldFrame>
    </CheckboxGroup>
  );
}
