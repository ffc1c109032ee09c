import { useNavigation } from "../app/navigation";
import type { Place } from "../app/place";
import { Button } from "./Button";

/** The way back, above a title: to a given screen, or to the one before. */
export function BackButton({ children = "Retour", to }: { children?: string; to?: Place }) {
  const { go, back } = useNavigation();
  return (
    <div className="back-button">
      <Button
        kind="quiet"
        icon="back"
        onPress={() => {
          if (to === undefined) back();
          else go(to);
        }}
      >
        {children}
      </Button>
    </div>
  );
}
