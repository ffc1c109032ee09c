import { BackButton } from "../../components/BackButton";
import { Card } from "../../components/Card";
import { Page } from "../../components/Page";
import { RegisterImport } from "./RegisterImport";

/** Importing teachers from a table: choose, say what each column is, look, confirm. */
export function RegisterImportScreen() {
  return (
    <Page
      title="Importer des enseignants"
      before={<BackButton to={{ screen: "teachers" }}>Enseignants</BackButton>}
      lead="Un tableau CSV ou XLSX avec une ligne par personne. Une colonne de NUMEN est refusée, et aucun motif d’absence n’est lu."
    >
      <Card>
        <RegisterImport />
      </Card>
    </Page>
  );
}
