import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";

import { Icon, type IconName } from "./Icon";
import "./Button.css";

/** How much a button weighs on its screen: one `primary` at most. */
export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

/** A button: `onPress`, `isDisabled`, `type`, `slot` and `aria-*` as in react-aria. */
export interface ButtonProps extends Omit<
  AriaButtonProps,
  "className" | "style" | "children" | "isPending"
> {
  /** The words; always there, even where only the icon shows. */
  children: string;
  kind?: ButtonKind;
  icon?: IconName;
  /** Shows the icon alone; the words are read by screen readers. */
  iconOnly?: boolean;
  /** Waits for what it set off: it keeps its focus and does nothing. */
  isPending?: boolean;
}

/** A button of at least 44 pixels. */
export function Button({
  children,
  kind = "secondary",
  icon,
  iconOnly = false,
  isPending = false,
  onPress,
  type,
  ...props
}: ButtonProps) {
  return (
    <AriaButton
      {...props}
      {...(isPending ? { "aria-disabled": true, type: "button" } : { onPress, type })}
      className={`button button-${kind} ${iconOnly ? "button-icon-only" : ""}`}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      <span className={iconOnly ? "visually-hidden" : undefined}>{children}</span>
      {isPending ? (
        <>
          <span className="visually-hidden"> (en cours)</span>
          <span className="button-wheel" aria-hidden="true" />
        </>
      ) : null}
    </AriaButton>
  );
}
