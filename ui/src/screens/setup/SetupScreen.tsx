import type { AppState } from "../../generated/commands";
import { DirectoryStep } from "./DirectoryStep";
import { InspectorStep } from "./InspectorStep";
import { PassphraseStep } from "./PassphraseStep";
import { RecoveryStep } from "./RecoveryStep";
import type { SetupState } from "./SetupSteps";

/** The first start, step by step; closing the application in between loses none that is done. */
export function SetupScreen({ state }: { state: AppState & SetupState }) {
  switch (state) {
    case "no_notebook":
      return <PassphraseStep />;
    case "confirm_recovery":
      return <RecoveryStep />;
    case "inspector":
      return <InspectorStep />;
    case "directory":
      return <DirectoryStep />;
  }
}
