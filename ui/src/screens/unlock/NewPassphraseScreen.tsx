import { useSession } from "../../app/session";
import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Cover } from "../../components/Cover";
import { Problems } from "../../components/Problems";
import { NewPassphrase } from "../setup/NewPassphrase";

/** After unlocking by the recovery code: a new passphrase. */
export function NewPassphraseScreen() {
  const { setStatus } = useSession();
  const change = useAction("change_passphrase");
  const choose = async (next: string) => {
    const status = await change.run({ current: null, next });
    if (status !== null) setStatus(status);
  };
  return (
    <Cover title="Une nouvelle phrase de passe">
      <p>
        Le code de secours a ouvert le carnet. Choisissez la phrase de passe qui l’ouvrira
        désormais ; le code de secours reste valable.
      </p>
      <NewPassphrase pending={change.pending} onChosen={(next) => void choose(next)}>
        <div className="row row-end">
          <Button type="submit" kind="primary" isPending={change.pending}>
            Enregistrer et ouvrir
          </Button>
        </div>
      </NewPassphrase>
      <Problems failure={change.failure} />
    </Cover>
  );
}
