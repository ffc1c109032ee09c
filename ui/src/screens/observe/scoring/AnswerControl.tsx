import { ChoicesControl } from "./ChoicesControl";
import { NumberControl } from "./NumberControl";
import { RadioControl } from "./RadioControl";
import { SetAsideControl } from "./SetAsideControl";
import { TextControl } from "./TextControl";
import "./answers.css";
import type { ControlProps } from "./rowActions";

/** The means to answer an item, by how it is answered. */
export function AnswerControl(props: ControlProps) {
  const { answer } = props.row.item;
  switch (answer.type) {
    case "level":
    case "single":
    case "yes_no":
      return <RadioControl {...props} />;
    case "multiple":
      return (
        <div className="answer">
          <ChoicesControl {...props} choices={answer.choices} />
          <SetAsideControl {...props} />
        </div>
      );
    case "count":
      return (
        <div className="answer">
          <NumberControl {...props} least={answer.min} most={answer.max} />
          <SetAsideControl {...props} />
        </div>
      );
    case "duration":
      return (
        <div className="answer">
          <NumberControl {...props} least={0} most={answer.max} step={5} />
          <SetAsideControl {...props} />
        </div>
      );
    case "text":
      return (
        <div className="answer">
          <TextControl {...props} multiline={answer.multiline} />
          <SetAsideControl {...props} />
        </div>
      );
    case "note":
      return <p className="answer muted measure">{props.row.item.look_for}</p>;
    case "unsupported":
      return (
        <p className="answer muted measure">
          Cette version de Carnet ne sait pas saisir ce genre de réponse. Écrivez-la dans le carnet.
        </p>
      );
  }
}
