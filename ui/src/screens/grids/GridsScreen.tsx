import { useNavigation } from "../../app/navigation";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { EntryList } from "../../components/EntryList";
import { Page } from "../../components/Page";
import { counted } from "../../text/format";
import { AddGrid } from "./AddGrid";

/** The grids: each opens to be read. */
export function GridsScreen() {
  const { go } = useNavigation();
  const loaded = useCommand("grids", {});
  return (
    <Page
      title="Grilles"
      lead="Une grille publiée ne change plus : une visite garde jusqu’au bout celle avec laquelle elle a commencé."
    >
      <Await loaded={loaded}>
        {(grids) => (
          <EntryList
            label="Grilles"
            entries={grids.map((grid) => ({
              key: grid.sha256,
              title: grid.title,
              details: grid.description,
              marks: (
                <>
                  <span className="mark">{counted(grid.items, "observable")}</span>
                  <span className="mark">{counted(grid.indicators, "indicateur")}</span>
                  <span className="mark">version {grid.version}</span>
                  {grid.published === "" ? null : <span className="mark">publiée</span>}
                </>
              ),
            }))}
            onOpen={(sha256) => {
              go({ screen: "grid", sha256 });
            }}
          />
        )}
      </Await>
      <AddGrid />
    </Page>
  );
}
