import { useRef, useState } from "react";

import { useHelpKeys, type Help } from "../../app/useHelpKeys";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { HelpContext } from "../../components/help";
import { KeysDialog } from "../observe/scoring/KeysDialog";
import { Guide } from "./Guide";

const NONE = { dialog: null, cover: null };

/** The guide and the keys over a dialog, or over a notebook that is closed: what is under them stays as it was. */
export function HelpOver({ hasButton = false }: { hasButton?: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  const [help, setHelp] = useState<Help | null>(null);
  useHelpKeys(setHelp, () => place.current);
  const close = () => {
    setHelp(null);
  };
  return (
    // Help has none of its own.
    <HelpContext value={NONE}>
      <span ref={place} hidden />
      {hasButton ? (
        <div className="row row-end">
          <Button
            kind="quiet"
            icon="about"
            onPress={() => {
              setHelp("guide");
            }}
          >
            Aide (F1)
          </Button>
        </div>
      ) : null}
      <Dialog
        title="Guide de Carnet"
        isOpen={help === "guide"}
        onClose={close}
        size="wide"
        actions={<Button onPress={close}>Fermer le guide</Button>}
      >
        <article className="guide">
          <Guide />
        </article>
      </Dialog>
      <KeysDialog isOpen={help === "keys"} singleKeys hasTimeline onClose={close} />
    </HelpContext>
  );
}
