import { useState } from "react";

import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { Problems } from "../components/Problems";
import type { ProblemView } from "../generated/commands";

/** What must be said at once: a damaged notebook set aside, keys made again. Said once. */
export function Notices({ notices }: { notices: readonly ProblemView[] }) {
  const said = notices.map((notice) => notice.message).join("\n");
  const [read, setRead] = useState("");
  const close = () => {
    setRead(said);
  };
  return (
    <Dialog
      title="À lire avant de continuer"
      isOpen={said !== "" && read !== said}
      onClose={close}
      mustChoose
      actions={
        <Button kind="primary" onPress={close}>
          J’ai lu
        </Button>
      }
    >
      <Problems problems={notices} />
    </Dialog>
  );
}
