import { useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { Input, TextField as AriaTextField } from "react-aria-components";

import { Button } from "./Button";
import { FieldFrame, type FieldWords } from "./FieldFrame";
import { PLAIN_INPUT } from "./plainInput";

/** A line of text. */
export interface TextFieldProps extends FieldWords {
  value: string;
  onChange: (value: string) => void;
  /** `password` hides what is typed and offers to show it. */
  type?: "text" | "password" | "email" | "search";
  /** As wide as what is expected. */
  width?: "full" | "medium" | "short";
  inputMode?: "text" | "numeric" | "email";
  maxLength?: number;
  placeholder?: string;
  autoFocus?: boolean;
  isDisabled?: boolean;
  name?: string;
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  inputRef?: Ref<HTMLInputElement>;
  /** What stands at the end of the line: a unit, a button. */
  after?: ReactNode;
  /** Letters of one width, for codes. */
  code?: boolean;
}

/** A line of text with its label; controlled. */
export function TextField({ inputRef, ...props }: TextFieldProps) {
  const { type = "text", width = "full", after } = props;
  const [shown, setShown] = useState(false);
  const isPassword = type === "password";
  return (
    <AriaTextField
      {...PLAIN_INPUT}
      className={`field field-${width}`}
      value={props.value}
      onChange={props.onChange}
      type={isPassword && shown ? "text" : type}
      isInvalid={(props.error ?? "") !== ""}
      isDisabled={props.isDisabled}
      autoFocus={props.autoFocus}
      inputMode={props.inputMode}
      maxLength={props.maxLength}
      name={props.name}
      onBlur={props.onBlur}
    >
      <FieldFrame {...props}>
        <div className="field-line">
          <Input
            className={`field-input ${props.code === true || isPassword ? "code" : ""}`}
            ref={inputRef}
            data-takes-focus={props.autoFocus === true ? "" : undefined}
            placeholder={props.placeholder}
            onKeyDown={props.onKeyDown}
            autoCapitalize={isPassword || props.code === true ? "none" : undefined}
          />
          {isPassword ? (
            <Button
              slot={null}
              aria-label={`${shown ? "Masquer" : "Afficher"}\u00a0: ${props.label}`}
              onPress={() => {
                setShown(!shown);
              }}
            >
              {shown ? "Masquer" : "Afficher"}
            </Button>
          ) : null}
          {after}
        </div>
      </FieldFrame>
    </AriaTextField>
  );
}
