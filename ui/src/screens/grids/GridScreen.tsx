import { useState } from "react";

import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { BackButton } from "../../components/BackButton";
import { Page } from "../../components/Page";
import { Tabs } from "../../components/Tabs";
import type { GridView } from "../../generated/commands";
import { counted } from "../../text/format";
import { IndicatorList } from "./IndicatorList";
import { ItemReading } from "./ItemReading";
import { PrintGrid } from "./PrintGrid";
import { PublishGrid } from "./PublishGrid";
import "./Grids.css";

type Tab = "items" | "indicators";

function Items({ grid }: { grid: GridView }) {
  return (
    <div className="stack-loose">
      {grid.sections.map((section) => (
        <section key={section.code} aria-labelledby={`section-${section.code}`}>
          <h2 id={`section-${section.code}`} className="grid-section">
            {section.label}
          </h2>
          <div className="stack">
            {section.items.map((item) => (
              <ItemReading key={item.code} item={item} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

/** A grid to read: its observables with their descriptors, and its indicators. */
export function GridScreen({ sha256 }: { sha256: string }) {
  const loaded = useCommand("grid", { sha256 });
  const [tab, setTab] = useState<Tab>("items");
  const grid = loaded.data;
  return (
    <Page
      title={grid?.summary.title ?? "Grille"}
      before={<BackButton to={{ screen: "grids" }}>Grilles</BackButton>}
      lead={grid?.summary.description}
    >
      <Await loaded={loaded}>
        {(read) => (
          <>
            <PrintGrid sha256={sha256} />
            <PublishGrid grid={read} onPublished={loaded.replace} />
            <Tabs<Tab>
              label="Lire la grille"
              selected={tab}
              onSelect={setTab}
              tabs={[
                {
                  key: "items",
                  label: counted(read.summary.items, "observable"),
                  content: <Items grid={read} />,
                },
                {
                  key: "indicators",
                  label: counted(read.indicators.length, "indicateur"),
                  content: <IndicatorList indicators={read.indicators} />,
                },
              ]}
            />
            <p className="muted small">
              Version {read.summary.version}, empreinte{" "}
              <span className="code grid-print">{read.summary.sha256}</span>
            </p>
          </>
        )}
      </Await>
    </Page>
  );
}
