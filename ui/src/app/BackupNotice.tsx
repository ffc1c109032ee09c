import { Button } from "../components/Button";
import { Problems } from "../components/Problems";
import { useNavigation } from "./navigation";
import { useDailyBackup } from "./useDailyBackup";

/** Says that a backup could not be made; never over an observation, and never taking the focus. */
export function BackupNotice() {
  const { place, go } = useNavigation();
  const { problems, clear } = useDailyBackup();
  if (problems.length === 0 || place.screen === "observe") return null;
  return (
    <div className="page" role="status">
      <Problems title="Sauvegarde" problems={problems} />
      <div className="row">
        <Button
          onPress={() => {
            clear();
            go({ screen: "keeping" });
          }}
        >
          Voir les sauvegardes
        </Button>
        <Button kind="quiet" onPress={clear}>
          Masquer
        </Button>
      </div>
    </div>
  );
}
