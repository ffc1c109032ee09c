import { memo } from "react";

import { ComboBox } from "../../../components/ComboBox";
import type { Row } from "../answers/rows";
import { folded } from "../../../text/folded";

/** Finding an item by typing; drawn anew only when the grid is another, not with each answer. */
export const FindItem = memo(function FindItem({
  shown,
  onFind,
}: {
  /** The rows that are shown at that moment. */
  shown: () => readonly Row[];
  onFind: (row: Row) => void;
}) {
  const search = (query: string) => {
    const words = folded(query).split(/\s+/);
    const found = shown().filter(({ item }) => {
      const text = folded(`${item.label} ${item.look_for}`);
      return words.every((word) => text.includes(word));
    });
    return Promise.resolve(found);
  };
  return (
    <div id="grid-find" className="grid-find">
      <ComboBox
        label="Chercher un observable"
        hiddenLabel
        placeholder="Chercher un observable"
        clearOnChoose
        search={search}
        show={({ key, item }) => ({ id: key, label: item.label, description: item.look_for })}
        onChoose={onFind}
      />
    </div>
  );
});
