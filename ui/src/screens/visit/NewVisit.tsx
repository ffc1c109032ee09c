import { useEffect, useState } from "react";

import { registerSaver } from "../../app/flush";
import { useNavigation } from "../../app/navigation";
import { Unkept } from "../../app/unkept";
import { failureOf } from "../../backend/failure";
import { useCommand } from "../../backend/useCommand";
import { BackButton } from "../../components/BackButton";
import { Button } from "../../components/Button";
import { Page } from "../../components/Page";
import { Problems } from "../../components/Problems";
import type { Failure, PreparationLists } from "../../generated/commands";
import { newPlan, PlanSender, type PlanStart } from "./planDraft";
import { PlanForm } from "./PlanForm";

const NOT_KEPT =
  "Cette visite n’est pas encore à l’agenda\u00a0: ce que vous avez rempli serait perdu. Restez sur cet écran pour l’y mettre.";

/** A visit that is not in the agenda yet: one button puts it there. */
export function NewVisit({ lists, start }: { lists: PreparationLists; start: PlanStart }) {
  const { go } = useNavigation();
  const [draft, setDraft] = useState(() => newPlan(start));
  const [sender] = useState(() => new PlanSender());
  const [unkept] = useState(() => new Unkept("ui.not_in_agenda", NOT_KEPT));
  useEffect(() => registerSaver(unkept), [unkept]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [pending, setPending] = useState(false);
  const teacher = useCommand("teacher", start.teacher === null ? null : { id: start.teacher });
  const school = useCommand("school", start.uai === "" ? null : { uai: start.uai });
  const submit = async () => {
    setPending(true);
    try {
      const visit = await sender.save(draft);
      unkept.abandon();
      go({ screen: "visit", id: visit.summary.id });
    } catch (thrown) {
      setFailure(failureOf(thrown));
      setPending(false);
    }
  };
  return (
    <Page
      title="Préparer une visite"
      before={<BackButton to={{ screen: "agenda" }}>Agenda</BackButton>}
    >
      <PlanForm
        draft={draft}
        lists={lists}
        teachers={teacher.data === null ? [] : [teacher.data.teacher]}
        school={school.data}
        gridPinned={false}
        begun={false}
        onChange={(next) => {
          setDraft(next);
          unkept.change();
        }}
      />
      <Problems failure={failure} />
      <div className="row">
        <Button kind="primary" icon="check" isPending={pending} onPress={submit}>
          Mettre à l’agenda
        </Button>
        <span className="muted">Tout le reste pourra être complété ensuite.</span>
      </div>
    </Page>
  );
}
