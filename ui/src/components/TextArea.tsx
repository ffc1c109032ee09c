import type { KeyboardEvent, Ref } from "react";
import { TextArea as AriaTextArea, TextField as AriaTextField } from "react-aria-components";

import { FieldFrame, type FieldWords } from "./FieldFrame";
import { PLAIN_INPUT } from "./plainInput";

/** Several lines of text. */
export interface TextAreaProps extends FieldWords {
  value: string;
  onChange: (value: string) => void;
  /** Lines shown before it grows. */
  rows?: number;
  autoFocus?: boolean;
  isDisabled?: boolean;
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  inputRef?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text with their label; controlled. It grows with what is typed. */
export function TextArea({ inputRef, ...props }: TextAreaProps) {
  return (
    <AriaTextField
      {...PLAIN_INPUT}
      className="field"
      value={props.value}
      onChange={props.onChange}
      isInvalid={(props.error ?? "") !== ""}
      isDisabled={props.isDisabled}
      autoFocus={props.autoFocus}
      onBlur={props.onBlur}
    >
      <FieldFrame {...props}>
        {/* The text is repeated in ::after, which gives the frame its height. */}
        <div className="field-growing" data-text={`${props.value}\n`}>
          <AriaTextArea
            className="field-input field-area"
            rows={props.rows ?? 3}
            ref={inputRef}
            onKeyDown={props.onKeyDown}
            onFocus={({ target }) => {
              // A field that takes the focus as it appears may appear below the window.
              if (props.autoFocus === true) target.scrollIntoView({ block: "nearest" });
            }}
          />
        </div>
      </FieldFrame>
    </AriaTextField>
  );
}
