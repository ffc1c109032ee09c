import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";

import { FieldFrame, type FieldWords } from "./FieldFrame";
import { Icon } from "./Icon";
import "./List.css";

/** A choice of a list. */
export interface SelectChoice<Value extends string> {
  value: Value;
  label: string;
  description?: string;
}

/** One choice among many. */
export interface SelectFieldProps<Value extends string> extends FieldWords {
  choices: readonly SelectChoice<Value>[];
  /** None before a choice. */
  value: Value | null;
  onChange: (value: Value) => void;
  /** Shown before a choice. */
  placeholder?: string;
  width?: "full" | "medium" | "short";
  isDisabled?: boolean;
}

/** One choice among many, from a list that opens; controlled. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  return (
    <Select
      className={`field field-${props.width ?? "full"}`}
      value={props.value}
      onChange={(key) => {
        if (key !== null) props.onChange(String(key) as Value);
      }}
      placeholder={props.placeholder ?? "Choisir"}
      isInvalid={(props.error ?? "") !== ""}
      isDisabled={props.isDisabled}
    >
      <FieldFrame {...props}>
        <Button className="field-input select-button">
          <SelectValue className="select-value">
            {({ defaultChildren, isPlaceholder, selectedText }) =>
              isPlaceholder ? defaultChildren : selectedText
            }
          </SelectValue>
          <Icon name="down" />
        </Button>
      </FieldFrame>
      <Popover className="list-popover" offset={4}>
        {/* A landmark, for the popover stands outside those of the page. */}
        <section aria-label={props.label}>
          <ListBox className="list" items={props.choices}>
            {(choice) => (
              <ListBoxItem id={choice.value} textValue={choice.label} className="list-item">
                <span>{choice.label}</span>
                {choice.description === undefined ? null : (
                  <span className="list-description">{choice.description}</span>
                )}
              </ListBoxItem>
            )}
          </ListBox>
        </section>
      </Popover>
    </Select>
  );
}
