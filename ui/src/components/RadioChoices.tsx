import { RadioButton, RadioField, RadioGroup, Text } from "react-aria-components";

import { FieldFrame, type FieldWords } from "./FieldFrame";
import "./Choice.css";

/** A choice among a few, all in view. */
export interface RadioChoice<Value extends string> {
  value: Value;
  label: string;
  description?: string;
}

/** One choice among a few. */
export interface RadioChoicesProps<Value extends string> extends FieldWords {
  choices: readonly RadioChoice<Value>[];
  /** None before a choice. */
  value: Value | null;
  onChange: (value: Value) => void;
  /** One under another; side by side otherwise. */
  list?: boolean;
  isDisabled?: boolean;
}

/** One choice among a few, with its label; controlled. */
export function RadioChoices<Value extends string>(props: RadioChoicesProps<Value>) {
  return (
    <RadioGroup
      className="field"
      value={props.value}
      onChange={(value) => {
        props.onChange(value as Value);
      }}
      isInvalid={(props.error ?? "") !== ""}
      isDisabled={props.isDisabled}
    >
      <FieldFrame {...props}>
        <div className={props.list === true ? "choices choices-list" : "choices"}>
          {props.choices.map((choice) => (
            <RadioField key={choice.value} value={choice.value} className="choice-field">
              <RadioButton className="choice">
                <span className="choice-box choice-round" />
                {choice.label}
              </RadioButton>
              {choice.description === undefined ? null : (
                <Text slot="description" className="choice-description">
                  {choice.description}
                </Text>
              )}
            </RadioField>
          ))}
        </div>
      </FieldFrame>
    </RadioGroup>
  );
}
