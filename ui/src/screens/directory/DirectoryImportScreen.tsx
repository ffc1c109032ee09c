import { useNavigation } from "../../app/navigation";
import { BackButton } from "../../components/BackButton";
import { Card } from "../../components/Card";
import { Page } from "../../components/Page";
import { DirectoryImport } from "./DirectoryImport";

/** Importing the directory again: it updates, and no visit loses its school. */
export function DirectoryImportScreen() {
  const { go } = useNavigation();
  return (
    <Page
      title="Importer l’annuaire"
      before={<BackButton to={{ screen: "schools" }}>Écoles et établissements</BackButton>}
      lead="Un nouvel import met les écoles à jour. Celles qui ont disparu du fichier sont marquées fermées ; vos visites gardent la leur."
    >
      <Card>
        <DirectoryImport
          done="Voir les écoles"
          onDone={() => {
            go({ screen: "schools" });
          }}
        />
      </Card>
    </Page>
  );
}
