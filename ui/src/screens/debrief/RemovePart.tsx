import { Button } from "../../components/Button";
import { takeAway } from "../../components/takeAway";

/** Takes a member of a list away, such as a strength; the list offers to put it back. */
export function RemovePart({
  name,
  onRemove,
}: {
  /** « le point d’appui 2 ». */
  name: string;
  onRemove: () => void;
}) {
  return (
    <Button
      kind="quiet"
      icon="trash"
      iconOnly
      onPress={({ target }) => {
        takeAway(target.closest("li, .seance"), onRemove);
      }}
    >
      {`Retirer ${name}`}
    </Button>
  );
}
