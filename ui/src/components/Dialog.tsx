import { useContext, useEffect, useRef, useState, type ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";

import { Button } from "./Button";
import { HelpContext } from "./help";
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

/** What stands in a dialog. Where it is taller than the window, the keyboard can scroll it. */
function DialogContent({ title, children }: { title: string; children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = content.current;
    if (element === null) return;
    const look = () => {
      setScrolls(element.scrollHeight > element.clientHeight);
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => {
      observer.disconnect();
    };
  }, [children]);
  const reachable = scrolls ? { tabIndex: 0, role: "group", "aria-label": title } : {};
  return (
    <div ref={content} className="dialog-content stack" {...reachable}>
      {children}
    </div>
  );
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
  const { dialog: help } = useContext(HelpContext);
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
          <DialogContent title={title}>{children}</DialogContent>
          <div className="dialog-actions">{actions}</div>
          {help}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
