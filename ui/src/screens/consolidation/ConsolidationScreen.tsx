import { useState } from "react";

import { Page } from "../../components/Page";
import { Tabs } from "../../components/Tabs";
import { CoveragePane } from "./CoveragePane";
import { FiguresPane } from "./FiguresPane";
import { ReleasesPane } from "../releases/ReleasesPane";
import { GroupsPane } from "./GroupsPane";
import { LimitsPane } from "./LimitsPane";
import { NeedsPane } from "./NeedsPane";

type Pane = "coverage" | "figures" | "groups" | "limits" | "needs" | "releases";

/** What was seen in a circonscription, for those who inspect there. */
export function ConsolidationScreen() {
  const [pane, setPane] = useState<Pane>("coverage");
  return (
    <Page
      title="Circonscription"
      lead={
        "Usage interne\u00a0: ces chiffres sont pour les inspecteurs du cercle. N’en sort que ce qu’une parution publie. Une visite compte une fois son compte rendu remis."
      }
    >
      <Tabs
        label="Ce que montre la circonscription"
        selected={pane}
        onSelect={setPane}
        tabs={[
          { key: "coverage", label: "Couverture", content: <CoveragePane /> },
          { key: "figures", label: "Usages", content: <FiguresPane /> },
          { key: "groups", label: "Groupes", content: <GroupsPane /> },
          { key: "limits", label: "Matériel et limites", content: <LimitsPane /> },
          { key: "needs", label: "Formation", content: <NeedsPane /> },
          { key: "releases", label: "Parutions", content: <ReleasesPane /> },
        ]}
      />
    </Page>
  );
}
