import { useNavigation } from "../../app/navigation";
import { useAction } from "../../backend/useCommand";
import { Card } from "../../components/Card";
import { FilePick } from "../../components/FilePick";
import { Problems } from "../../components/Problems";

/** Adds a grid from a file. */
export function AddGrid() {
  const { go } = useNavigation();
  const add = useAction("add_grid");
  return (
    <Card
      title="Ajouter une grille"
      lead="Écrite par vous ou par votre IEN TICE, au format JSON de Carnet."
    >
      <FilePick
        label="Choisir le fichier de la grille"
        description="Un fichier .json, que « carnet grid check » vérifie aussi."
        accept=".json"
        onStaged={(staged) => {
          void add.run({ file: staged.file }).then((grid) => {
            if (grid !== null) go({ screen: "grid", sha256: grid.summary.sha256 });
          });
        }}
      />
      <Problems failure={add.failure} />
    </Card>
  );
}
