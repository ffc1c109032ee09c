import { useState, type ReactNode } from "react";

import type { Action } from "../backend/useCommand";
import type { CommandName } from "../backend/backend";
import { Button, type ButtonProps } from "./Button";
import { Dialog } from "./Dialog";
import { Problems } from "./Problems";

/** A button that says what would happen, and does it once that was agreed to. */
export function AskFirst({
  label,
  title,
  act,
  back = "Annuler",
  action,
  onAct,
  onAsk,
  children,
  ...look
}: {
  /** What the button is called; « … » at its end says that a question comes. */
  label: string;
  title: string;
  /** What the button that does it is called. */
  act: string;
  /** What the button that does nothing is called. */
  back?: string;
  /** The command that does it: its failure is shown in the dialog. */
  action: Pick<Action<CommandName>, "pending" | "failure" | "clear">;
  /** Does it; false where it could not be done, and the dialog stays. */
  onAct: () => Promise<boolean>;
  onAsk?: () => void;
  children: ReactNode;
} & Pick<ButtonProps, "kind" | "icon" | "isDisabled">) {
  const [asking, setAsking] = useState(false);
  // Who leaves while it is done would not see how it ends.
  const leave = () => {
    if (!action.pending) setAsking(false);
  };
  return (
    <>
      <Button
        {...look}
        onPress={() => {
          action.clear();
          setAsking(true);
          onAsk?.();
        }}
      >
        {label}
      </Button>
      <Dialog
        title={title}
        isOpen={asking}
        onClose={leave}
        actions={
          <>
            <Button onPress={leave}>{back}</Button>
            <Button
              kind="primary"
              isPending={action.pending}
              onPress={async () => {
                if (await onAct()) leave();
              }}
            >
              {act}
            </Button>
          </>
        }
      >
        {children}
        <Problems failure={action.failure} />
      </Dialog>
    </>
  );
}
