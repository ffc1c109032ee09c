import { CheckboxButton, CheckboxField as AriaCheckboxField, Text } from "react-aria-components";

import { Icon } from "./Icon";
import "./Choice.css";

/** One yes or no. */
export interface CheckboxFieldProps {
  label: string;
  description?: string;
  value: boolean;
  onChange: (value: boolean) => void;
  isDisabled?: boolean;
}

/** A box to tick, with its words; controlled. */
export function CheckboxField({
  label,
  description,
  value,
  onChange,
  isDisabled,
}: CheckboxFieldProps) {
  return (
    <AriaCheckboxField
      className="choice-field"
      isSelected={value}
      onChange={onChange}
      isDisabled={isDisabled}
    >
      <CheckboxButton className="choice">
        <span className="choice-box">
          <Icon name="check" />
        </span>
        {label}
      </CheckboxButton>
      {description === undefined ? null : (
        <Text slot="description" className="choice-description">
          {description}
        </Text>
      )}
    </AriaCheckboxField>
  );
}
