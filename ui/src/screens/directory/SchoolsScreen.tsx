import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useSession } from "../../app/session";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { TextField } from "../../components/TextField";
import type { DirectoryStatus } from "../../generated/commands";
import { counted, dateAndTime } from "../../text/format";
import { PublishDirectory } from "./PublishDirectory";
import { SchoolList } from "./SchoolList";

/** How many schools a search shows. */
const SHOWN = 50;

function directoryWords(directory: DirectoryStatus, zone: string): string {
  const schools = counted(directory.schools, "école ou établissement", "écoles et établissements");
  return directory.imported_at === null
    ? schools
    : `${schools}, annuaire importé le ${dateAndTime(directory.imported_at, zone)}`;
}

/** The directory: search as one types. */
export function SchoolsScreen() {
  const { go } = useNavigation();
  const { status } = useSession();
  const [query, setQuery] = useState("");
  const directory = useCommand("directory_status", {});
  const found = useCommand("search_schools", { query, limit: SHOWN });
  return (
    <Page
      title="Écoles et établissements"
      lead={directory.data === null ? undefined : directoryWords(directory.data, status.zone)}
      actions={
        <Button
          icon="upload"
          onPress={() => {
            go({ screen: "directory-import" });
          }}
        >
          Importer l’annuaire
        </Button>
      }
    >
      <TextField
        label="Chercher"
        description="Par nom, commune ou UAI. Accents et majuscules n’importent pas."
        type="search"
        value={query}
        onChange={setQuery}
      />
      <Await loaded={found}>
        {(schools) =>
          schools.length > 0 ? (
            <SchoolList
              schools={schools}
              more={schools.length === SHOWN}
              onOpen={(uai) => {
                go({ screen: "school", uai });
              }}
            />
          ) : query.trim() === "" ? (
            <EmptyState icon="search" title="Écrivez quelques lettres">
              Le nom d’une école, sa commune, ou les premiers caractères de son UAI.
            </EmptyState>
          ) : (
            <EmptyState icon="search" title="Aucune école ne correspond">
              Vérifiez l’orthographe, ou importez un annuaire plus récent.
            </EmptyState>
          )
        }
      </Await>
      {directory.data === null ? null : (
        <PublishDirectory directory={directory.data} onPublished={directory.replace} />
      )}
    </Page>
  );
}
