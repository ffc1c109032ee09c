import { useState } from "react";

import { useSession } from "../../app/session";
import { call } from "../../backend/backend";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Cover } from "../../components/Cover";
import { Problems } from "../../components/Problems";
import { DirectoryImport } from "../directory/DirectoryImport";
import { CirconscriptionsField } from "../settings/CirconscriptionsField";
import { SetupSteps } from "./SetupSteps";
import "./DirectoryStep.css";

/** The last step: the official directory, or fictitious data to look around. */
export function DirectoryStep() {
  const { setStatus } = useSession();
  const discover = useAction("discover");
  const follow = useAction("follow_circonscriptions");
  const [circonscriptions, setCirconscriptions] = useState<string[]>([]);
  const finish = async () => {
    const status =
      circonscriptions.length === 0
        ? await call("status", {})
        : await follow.run({ circonscriptions });
    if (status !== null) setStatus(status);
  };
  const explore = async () => {
    const status = await discover.run({});
    if (status !== null) setStatus(status);
  };
  return (
    <Cover title="Écoles et établissements" beside={<SetupSteps state="directory" />}>
      <DirectoryImport
        done="Ouvrir le carnet"
        onDone={finish}
        before={
          <p>
            Carnet travaille hors connexion avec l’annuaire officiel de l’éducation. Téléchargez-le
            une fois depuis un poste connecté (<span className="code">data.education.gouv.fr</span>,
            jeu de données « Annuaire de l’éducation », export CSV), puis donnez-le ici.
          </p>
        }
        instead={
          <section className="setup-discover">
            <h2>Pas de fichier sous la main ?</h2>
            <p>
              Découvrez Carnet avec une circonscription inventée : des écoles, des enseignants et
              des visites fictifs, signalés comme tels sur chaque écran.
            </p>
            <Problems failure={discover.failure} />
            <div>
              <Button isPending={discover.pending} onPress={() => void explore()}>
                Découvrir avec des données fictives
              </Button>
            </div>
          </section>
        }
      >
        <CirconscriptionsField chosen={circonscriptions} onChange={setCirconscriptions} />
        <Problems failure={follow.failure} />
      </DirectoryImport>
    </Cover>
  );
}
