import { EmptyState } from "../../components/EmptyState";
import { Card } from "../../components/Card";
import type { ObservationView } from "../../generated/commands";
import { clockWords } from "../../text/format";
import { PersonalNotesField } from "../debrief/PersonalNotesField";
import { VisitHead } from "../visit/VisitHead";
import { seanceWords } from "./seanceWords";
import { PastTimeline } from "./timeline/PastTimeline";
import "./observe.css";

/** The running notebook of a visit that is over: to read, not to change. */
export function PastNotebook({ view }: { view: ObservationView }) {
  const { seances } = view.visit.plan;
  return (
    <div className="stack-loose">
      <VisitHead visit={view.visit} step="observe" />
      {view.notes.length === 0 ? (
        <EmptyState icon="note" title="Aucun paragraphe n’a été écrit." />
      ) : (
        <Card
          title="Carnet"
          lead={"Cette visite n’est plus en cours\u00a0: son carnet se lit, il ne se change plus."}
        >
          <ol role="list" className="past-notes">
            {view.notes.map((note) => (
              <li key={note.id} className="past-note">
                <span className="paragraph-time numbers">{clockWords(note.time)}</span>
                <p className="past-note-text measure">{note.text}</p>
              </li>
            ))}
          </ol>
        </Card>
      )}
      {seances.map(({ id }) =>
        view.timelines[id] === undefined ? null : (
          <PastTimeline
            key={id}
            visit={view.visit.summary.id}
            seance={id}
            name={seances.length < 2 ? "" : seanceWords(id, seances)}
          />
        ),
      )}
      <PersonalNotesField visit={view.visit.summary.id} />
    </div>
  );
}
