import { useRef, useState } from "react";

import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { TextArea } from "../../components/TextArea";
import type { InvitationView } from "../../generated/commands";
import { QrCode } from "./QrCode";

/** The text of an invitation and the same as a QR code, to hand over. */
export function InvitationDialog({
  invitation,
  onClose,
}: {
  invitation: InvitationView;
  onClose: () => void;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(invitation.text);
      setCopied("Copiée. Ne la collez que dans un message à cette personne.");
    } catch {
      // Where the system gives no clipboard, the text is ready for Ctrl+C.
      area.current?.focus();
      area.current?.select();
      setCopied("Le texte est sélectionné\u00a0: Ctrl+C le copie.");
    }
  };
  return (
    <Dialog
      title={`Invitation pour ${invitation.person}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => void copy()}>Copier le texte</Button>
          <Button kind="primary" onPress={onClose}>
            C’est noté
          </Button>
        </>
      }
    >
      <p>
        {invitation.grant}. À prendre jusqu’au {invitation.expires}, une seule fois. Qui a ce texte
        peut la prendre : remettez-la à cette personne seule, et vérifiez ensuite de vive voix son
        empreinte.
      </p>
      <TextArea
        label="Texte de l’invitation"
        value={invitation.text}
        onChange={() => undefined}
        rows={4}
        inputRef={area}
      />
      <p role="status">{copied}</p>
      <QrCode code={invitation.code} title={`Invitation pour ${invitation.person}, en code QR`} />
    </Dialog>
  );
}
