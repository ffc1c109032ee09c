import { useUndo } from "../../app/undo/undo";
import { call } from "../../backend/backend";
import { useAction } from "../../backend/useCommand";
import { ChosenList } from "../../components/ChosenList";
import { Problems } from "../../components/Problems";
import type { HolidaysView, HolidayView } from "../../generated/commands";
import { spanWords } from "../../text/format";
import { holidayKey } from "./holidayKey";

/** The holidays that were given, each with the button that takes it away. */
export function HolidayList({
  holidays,
  onChanged,
}: {
  holidays: readonly HolidayView[];
  onChanged: (view: HolidaysView) => void;
}) {
  const offer = useUndo();
  const remove = useAction("remove_holiday");
  if (holidays.length === 0) {
    return (
      <p className="muted">
        Aucune pour l’instant. Prenez le calendrier de votre académie{"\u00a0"}: il est publié en
        fichier .ics et en tableau.
      </p>
    );
  }
  return (
    <>
      <ChosenList
        label="Vacances"
        chosen={holidays.map((holiday) => ({
          id: holidayKey(holiday),
          name: holiday.label,
          details: spanWords(holiday.first, holiday.last),
          removal: `Retirer ${holiday.label}, ${spanWords(holiday.first, holiday.last)}`,
        }))}
        onRemove={(id) => {
          const gone = holidays.find((holiday) => holidayKey(holiday) === id);
          if (gone === undefined) return;
          void remove.run(gone).then((view) => {
            if (view === null) return;
            onChanged(view);
            offer({
              words: `${gone.label}\u00a0: retiré.`,
              undo: async () => {
                onChanged(await call("keep_holidays", { holidays: [gone], replaces: false }));
              },
            });
          });
        }}
      />
      <Problems failure={remove.failure} />
    </>
  );
}
