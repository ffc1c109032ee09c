import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { PersonalNotesCard } from "./PersonalNotesCard";
import "./debrief.css";

/** The inspector's own notes on a visit: never in a report, and visibly apart. */
export function PersonalNotesField({ visit }: { visit: string }) {
  const loaded = useCommand("personal_notes", { visit });
  return (
    <Await loaded={loaded}>
      {(notes) => <PersonalNotesCard key={notes.visit} notes={notes} />}
    </Await>
  );
}
