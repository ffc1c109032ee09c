import { useState } from "react";

import { useSession } from "../../../app/session";
import { useAction } from "../../../backend/useCommand";
import { Button } from "../../../components/Button";
import { DateField } from "../../../components/DateField";
import { Dialog } from "../../../components/Dialog";
import { Problems } from "../../../components/Problems";
import { TextArea } from "../../../components/TextArea";
import type { CourseView, HappeningView } from "../../../generated/commands";
import { CommunicatedFields } from "./CommunicatedFields";
import { dueAfter } from "./dueAfter";
import { NOTING_WORDS, type Noting } from "./courseWords";
import { ReplyFields } from "./ReplyFields";

function blank(noting: Noting, course: CourseView, today: string): HappeningView {
  switch (noting) {
    case "communicated":
      return {
        happening: "communicated",
        means: "by_hand",
        recipients: course.recipients,
        due: dueAfter(today, course.reply_days),
      };
    case "reply":
      return { happening: "reply", text: "", file: null };
    case "remark":
      return { happening: "remark", text: "" };
    case "closed":
      return { happening: "closed", reason: "" };
  }
}

/** Asks what happened and on which day; once noted it is signed, and stays. */
export function NoteStateDialog({
  visit,
  course,
  noting,
  onClose,
  onNoted,
}: {
  visit: string;
  course: CourseView;
  noting: Noting;
  onClose: () => void;
  onNoted: (courses: CourseView[]) => void;
}) {
  const { status } = useSession();
  const note = useAction("note_state");
  const [on, setOn] = useState(status.today);
  const [happening, setHappening] = useState(() => blank(noting, course, status.today));
  const words = NOTING_WORDS[noting];
  const changeDay = (day: string) => {
    setOn(day);
    if (happening.happening === "communicated") {
      setHappening({ ...happening, due: dueAfter(day, course.reply_days) });
    }
  };
  const save = async () => {
    const courses = await note.run({ visit, teacher: course.teacher, on, happening });
    if (courses !== null) onNoted(courses);
  };
  return (
    <Dialog
      title={words.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Revenir</Button>
          <Button kind="primary" isPending={note.pending} onPress={save}>
            {words.sign}
          </Button>
        </>
      }
    >
      <DateField label={noting === "reply" ? "Reçue le" : "Le"} value={on} onChange={changeDay} />
      {happening.happening === "communicated" ? (
        <CommunicatedFields value={happening} course={course} onChange={setHappening} />
      ) : null}
      {happening.happening === "reply" ? (
        <ReplyFields value={happening} onChange={setHappening} />
      ) : null}
      {happening.happening === "remark" ? (
        <TextArea
          label="Remarque"
          value={happening.text}
          onChange={(text) => {
            setHappening({ ...happening, text });
          }}
        />
      ) : null}
      {happening.happening === "closed" ? (
        <TextArea
          label="Pourquoi"
          optional={course.stage !== "awaiting_reply"}
          value={happening.reason}
          onChange={(reason) => {
            setHappening({ ...happening, reason });
          }}
        />
      ) : null}
      <p className="small muted">
        Ce qui est noté est signé et ne se change plus. Un jour noté après coup se voit.
      </p>
      <Problems failure={note.failure} />
    </Dialog>
  );
}
