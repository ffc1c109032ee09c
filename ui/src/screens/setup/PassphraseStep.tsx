import { call } from "../../backend/backend";
import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Cover } from "../../components/Cover";
import { Problems } from "../../components/Problems";
import { LostLaptop } from "../unlock/LostLaptop";
import { RestoreLink } from "../unlock/RestoreLink";
import { NewPassphrase } from "./NewPassphrase";
import { SetupSteps } from "./SetupSteps";

/** The first screen of all: what Carnet is, and the passphrase that will open it. */
export function PassphraseStep() {
  const { setStatus } = useSession();
  const create = useAction("create_notebook");
  const choose = async (passphrase: string) => {
    const made = await create.run({ passphrase });
    if (made !== null) setStatus(await call("status", {}));
  };
  return (
    <Cover title="Bienvenue" beside={<SetupSteps state="no_notebook" />}>
      <p>
        Carnet garde vos visites, vos notes et vos comptes rendus sur cet ordinateur, chiffrés.
        Votre phrase de passe les ouvre, et à défaut le code de secours qui la suit{"\u00a0"}:
        personne, ni l’académie ni un service en ligne, ne les connaît ni ne peut les retrouver.
      </p>
      <NewPassphrase pending={create.pending} onChosen={(passphrase) => void choose(passphrase)}>
        <div className="row row-end">
          <Button type="submit" kind="primary" isPending={create.pending}>
            Créer le carnet
          </Button>
        </div>
      </NewPassphrase>
      <Problems failure={create.failure} />
      <div className="row">
        <RestoreLink />
        <LostLaptop />
      </div>
    </Cover>
  );
}
