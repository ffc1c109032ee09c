import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { TextField } from "../../components/TextField";
import { counted } from "../../text/format";
import { HomonymsNotice } from "./HomonymsNotice";
import { TeacherForm } from "./TeacherForm";
import { TeacherList } from "./TeacherList";

/** The teachers' register: search as one types, add, import. */
export function TeachersScreen() {
  const { go } = useNavigation();
  const [query, setQuery] = useState("");
  const [adding, setAdding] = useState(false);
  const teachers = useCommand("teachers", { query, uai: null });
  return (
    <Page
      title="Enseignants"
      lead="Le registre ne contient que les personnes que vous y entrez. Il reste chiffré dans ce carnet."
      actions={
        <>
          <Button
            icon="upload"
            onPress={() => {
              go({ screen: "register-import" });
            }}
          >
            Importer un fichier
          </Button>
          <Button
            kind="primary"
            icon="add"
            onPress={() => {
              setAdding(true);
            }}
          >
            Ajouter un enseignant
          </Button>
        </>
      }
    >
      <HomonymsNotice />
      <TextField
        label="Chercher"
        description="Par nom, prénom ou école. Accents et majuscules n’importent pas."
        type="search"
        value={query}
        onChange={setQuery}
      />
      <Await loaded={teachers}>
        {(list) =>
          list.length > 0 ? (
            <div className="stack-tight">
              <p className="muted small" role="status">
                {counted(list.length, "enseignant")}
              </p>
              <TeacherList teachers={list} />
            </div>
          ) : query === "" ? (
            <EmptyState icon="teachers" title="Le registre est vide">
              Ajoutez un enseignant, ou importez un fichier CSV ou XLSX.
            </EmptyState>
          ) : (
            <EmptyState icon="search" title="Aucun enseignant ne correspond">
              Vérifiez l’orthographe, ou ajoutez cette personne.
            </EmptyState>
          )
        }
      </Await>
      <TeacherForm
        teacher={null}
        isOpen={adding}
        onClose={() => {
          setAdding(false);
        }}
        onSaved={(teacher) => {
          go({ screen: "teacher", id: teacher.id });
        }}
      />
    </Page>
  );
}
