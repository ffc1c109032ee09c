import { Await } from "../../components/Await";
import { BackButton } from "../../components/BackButton";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Page } from "../../components/Page";
import { Problems } from "../../components/Problems";
import { FoundCard } from "./FoundCard";
import { InvitationsCard } from "./InvitationsCard";
import { KeepersCard } from "./KeepersCard";
import { OperatorCard } from "./OperatorCard";
import { useKeeping } from "./useKeeping";
import { VaultsCard } from "./VaultsCard";

/** A keeper’s work: founding the académie, inviting, ending, naming a second keeper, vaults. */
export function AcademieScreen() {
  const { loaded, replace, tell, telling, failure } = useKeeping();
  const decided = () => {
    void tell();
  };
  return (
    <Page
      title="Tenir l’académie"
      before={<BackButton to={{ screen: "sync" }}>Synchronisation</BackButton>}
    >
      <Await loaded={loaded}>
        {(view) =>
          view.url === "" ? (
            <FoundCard view={view} onFounded={replace} />
          ) : (
            <>
              {view.waiting === 0 ? null : (
                <Card>
                  <p role="status">
                    L’entrepôt ne sait pas encore tout ce que vous avez décidé : une invitation ne
                    peut être prise qu’ensuite.
                  </p>
                  <div className="row">
                    <Button isPending={telling} onPress={decided}>
                      Synchroniser maintenant
                    </Button>
                  </div>
                  <Problems failure={failure} />
                </Card>
              )}
              <InvitationsCard view={view} onChanged={replace} onDecided={decided} />
              <KeepersCard view={view} onChanged={replace} onDecided={decided} />
              <VaultsCard view={view} onChanged={replace} onDecided={decided} />
              <OperatorCard view={view} onChanged={replace} />
            </>
          )
        }
      </Await>
    </Page>
  );
}
