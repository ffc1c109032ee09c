import { useState } from "react";

import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { BackButton } from "../../components/BackButton";
import { Card } from "../../components/Card";
import { Page } from "../../components/Page";
import type { HolidaysView } from "../../generated/commands";
import { AddHoliday } from "./AddHoliday";
import { HolidayList } from "./HolidayList";
import { HolidaysImport } from "./HolidaysImport";
import { Periods } from "./Periods";

function Known({ first }: { first: HolidaysView }) {
  const [view, setView] = useState(first);
  return (
    <>
      <Card
        title="Ce qui est connu"
        lead="L’agenda marque ces jours. Les périodes de l’année scolaire sont ce que laissent les vacances d’au moins huit jours."
      >
        <HolidayList holidays={view.holidays} onChanged={setView} />
        <Periods periods={view.periods} />
      </Card>
      <Card title="Prendre un fichier">
        <HolidaysImport onKept={setView} />
      </Card>
      <Card
        title="Ajouter des jours à la main"
        lead="Un pont, un jour férié local, une journée sans classe."
      >
        <AddHoliday onKept={setView} />
      </Card>
    </>
  );
}

/** School holidays and the periods that they leave. */
export function HolidaysScreen() {
  const loaded = useCommand("school_holidays", {});
  return (
    <Page
      title="Vacances scolaires et périodes"
      before={<BackButton to={{ screen: "settings" }}>Réglages</BackButton>}
    >
      <Await loaded={loaded}>{(view) => <Known first={view} />}</Await>
    </Page>
  );
}
