import { useNavigation } from "../../app/navigation";
import { useCommand } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Icon } from "../../components/Icon";
import { counted } from "../../text/format";
import "./Register.css";

/** Says that some entries may be one person; nothing when there are none. */
export function HomonymsNotice() {
  const { go } = useNavigation();
  const homonyms = useCommand("homonyms", {});
  const groups = homonyms.data?.groups.length ?? 0;
  if (groups === 0) return null;
  return (
    <div className="notice">
      <Icon name="warning" />
      <p className="grow">
        {counted(groups, "groupe d’homonymes", "groupes d’homonymes")} : une même personne entrée
        deux fois, ou deux personnes du même nom.
      </p>
      <Button
        onPress={() => {
          go({ screen: "homonyms" });
        }}
      >
        Voir les homonymes
      </Button>
    </div>
  );
}
