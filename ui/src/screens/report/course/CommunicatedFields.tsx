import { DateField } from "../../../components/DateField";
import { RadioChoices } from "../../../components/RadioChoices";
import { TextArea } from "../../../components/TextArea";
import type { CourseView, HappeningView } from "../../../generated/commands";

type Communicated = Extract<HappeningView, { happening: "communicated" }>;

const MEANS = [
  { value: "by_hand", label: "En mains propres" },
  { value: "mail", label: "Par courriel" },
  { value: "post", label: "Par la poste" },
] as const;

/** How the report was handed over, to whom, and until when a reply may come. */
export function CommunicatedFields({
  value,
  course,
  onChange,
}: {
  value: Communicated;
  course: CourseView;
  onChange: (value: Communicated) => void;
}) {
  return (
    <>
      <RadioChoices
        label="Comment"
        choices={MEANS}
        value={value.means as (typeof MEANS)[number]["value"]}
        onChange={(means) => {
          onChange({ ...value, means });
        }}
      />
      <TextArea
        label="À qui"
        description={`Une personne ou une fonction par ligne. Proposition de Carnet\u00a0: ${course.recipients.join("\u202f; ")}.`}
        value={value.recipients.join("\n")}
        onChange={(text) => {
          onChange({ ...value, recipients: text.split("\n") });
        }}
      />
      <DateField
        label="Réponse possible jusqu’au"
        optional
        value={value.due ?? ""}
        onChange={(due) => {
          onChange({ ...value, due: due === "" ? null : due });
        }}
      />
    </>
  );
}
