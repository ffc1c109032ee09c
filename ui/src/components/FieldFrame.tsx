import type { ReactNode } from "react";
import { FieldError, Label, Text } from "react-aria-components";

import "./Field.css";

/** What all fields say around their control. */
export interface FieldWords {
  /** Always visible. */
  label: string;
  /** What helps before typing. */
  description?: ReactNode;
  /** What is wrong with what was typed. */
  error?: string | null | undefined;
  /** Says « (facultatif) » after the label. */
  optional?: boolean;
  /** Hides the label where a heading just above says the same; screen readers still read it. */
  hiddenLabel?: boolean;
}

/** Label, description, control and error, in the order they are read. */
export function FieldFrame({
  label,
  description,
  error,
  optional,
  hiddenLabel,
  children,
}: FieldWords & { children: ReactNode }) {
  return (
    <>
      <Label className={hiddenLabel === true ? "visually-hidden" : "field-label"}>
        {label}
        {optional === true ? <span className="field-optional"> (facultatif)</span> : null}
      </Label>
      {description === undefined ? null : (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
      {children}
      <FieldError className="field-error">{error ?? undefined}</FieldError>
    </>
  );
}
