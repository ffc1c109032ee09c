import { useState } from "react";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Problems } from "../../components/Problems";
import type { VisitSummary } from "../../generated/commands";
import { CancelDialog } from "./CancelDialog";
import { DayDialog } from "./DayDialog";

type Asking = "move" | "duplicate" | "cancel" | null;

/** What can be done with a visit without opening it; `onChanged` is told the day on which it now stands, where that was chosen. */
export function VisitActions({
  visit,
  onChanged,
}: {
  visit: VisitSummary;
  onChanged: (day?: string) => void;
}) {
  const [asking, setAsking] = useState<Asking>(null);
  const reinstate = useAction("reinstate_visit");
  const close = () => {
    setAsking(null);
  };
  const done = (day?: string) => {
    close();
    onChanged(day);
  };
  const choose = async (key: string) => {
    if (key !== "reinstate") setAsking(key as Asking);
    else if ((await reinstate.run({ visit: visit.id })) !== null) onChanged();
  };
  const cancelled = visit.status === "cancelled";
  const ahead = visit.status === "planned";
  const cancellable = ahead || visit.status === "underway";
  return (
    <>
      <MenuTrigger>
        <Button kind="quiet" icon="menu" iconOnly>
          {`Actions\u00a0: ${visit.subject}`}
        </Button>
        <Popover className="list-popover" placement="bottom end">
          <Menu className="list" onAction={(key) => void choose(String(key))}>
            {ahead ? (
              <MenuItem id="move" className="list-item">
                Déplacer
              </MenuItem>
            ) : null}
            <MenuItem id="duplicate" className="list-item">
              Dupliquer
            </MenuItem>
            {cancellable ? (
              <MenuItem id="cancel" className="list-item">
                Annuler la visite
              </MenuItem>
            ) : null}
            {cancelled ? (
              <MenuItem id="reinstate" className="list-item">
                Remettre à l’agenda
              </MenuItem>
            ) : null}
          </Menu>
        </Popover>
      </MenuTrigger>
      <Problems failure={reinstate.failure} />
      {asking === "move" || asking === "duplicate" ? (
        <DayDialog visit={visit} command={`${asking}_visit`} onDone={done} onClose={close} />
      ) : null}
      {asking === "cancel" ? <CancelDialog visit={visit} onDone={done} onClose={close} /> : null}
    </>
  );
}
