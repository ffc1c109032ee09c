import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";

import { Button } from "./Button";
import "./Dialog.css";

/** A question that comes before all the rest. */
export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children?: ReactNode;
  /** The buttons, the one that goes on last. */
  actions: ReactNode;
  size?: "normal" | "wide";
  /** Takes away the cross, Escape and the click outside: one of the actions must be chosen. */
  mustChoose?: boolean;
}

/** A dialog: it keeps the focus, closes with Escape, and gives the focus back. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  size = "normal",
  mustChoose = false,
}: DialogProps) {
  return (
    <ModalOverlay
      className="dialog-veil"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isKeyboardDismissDisabled={mustChoose}
    >
      <Modal className={`dialog dialog-${size}`}>
        <AriaDialog className="dialog-body" role={mustChoose ? "alertdialog" : "dialog"}>
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {mustChoose ? null : (
              <Button kind="quiet" icon="close" iconOnly onPress={onClose}>
                Fermer
              </Button>
            )}
          </div>
          <div className="dialog-content stack">{children}</div>
          <div className="dialog-actions">{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
