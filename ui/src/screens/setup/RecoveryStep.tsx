import { useState } from "react";

import { useSession } from "../../app/session";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Cover } from "../../components/Cover";
import { ConfirmRecovery } from "./ConfirmRecovery";
import { RecoveryCode } from "./RecoveryCode";
import { SetupSteps } from "./SetupSteps";

/** The recovery code, at a first start or in the place of a former one: shown, then part of it typed again. */
export function RecoveryStep() {
  const { status } = useSession();
  const loaded = useCommand("recovery_code", {});
  const [written, setWritten] = useState(false);
  const first = status.inspector === null;
  return (
    <Cover
      key={String(written)}
      title={written ? "Vérifions le code de secours" : "Votre code de secours"}
      beside={first ? <SetupSteps state="confirm_recovery" /> : undefined}
    >
      <Await loaded={loaded}>
        {(code) =>
          written ? (
            <ConfirmRecovery
              toConfirm={code.to_confirm}
              onBack={() => {
                setWritten(false);
              }}
            />
          ) : (
            <RecoveryCode
              groups={code.groups}
              replaces={!first}
              onWritten={() => {
                setWritten(true);
              }}
            />
          )
        }
      </Await>
    </Cover>
  );
}
