import { useNavigation } from "../../app/navigation";
import { useCommand } from "../../backend/useCommand";
import type { ReminderView, TaskView } from "../../generated/commands";
import { counted, plainDate } from "../../text/format";

const TASKS: Record<TaskView, string> = {
  hand_over: "Compte rendu à remettre",
  await_reply: "Réponse possible",
  close: "Délai de réponse passé",
  read_reply: "Réponse reçue, échange à clore",
  recommendation: "Recommandation à revoir",
};

function dueWords({ task, due }: ReminderView): string {
  if (due === null) return "";
  if (task === "recommendation") return ` le ${plainDate(due)}`;
  return task === "close" ? ` depuis le ${plainDate(due)}` : ` jusqu’au ${plainDate(due)}`;
}

/** What sealed reports ask for; nothing when nothing is to be done. */
export function Reminders() {
  const reminders = useCommand("reminders", {});
  const { go } = useNavigation();
  const all = reminders.data ?? [];
  if (all.length === 0) return null;
  return (
    <details className="reminders">
      <summary>{`À faire après les visites\u00a0: ${counted(all.length, "rappel")}`}</summary>
      <ul role="list">
        {all.map((one) => (
          <li key={`${one.visit} ${one.task} ${one.about}`}>
            <button
              type="button"
              className="reminder"
              data-overdue={one.overdue}
              onClick={() => {
                go({ screen: "report", id: one.visit });
              }}
            >
              <strong>
                {TASKS[one.task]}
                {dueWords(one)}
              </strong>
              <span>{one.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
