import { useState } from "react";

import { useSession } from "../../app/session";
import { Card } from "../../components/Card";
import { CheckboxField } from "../../components/CheckboxField";
import { DateField } from "../../components/DateField";
import { RadioChoices } from "../../components/RadioChoices";
import { SchoolPicker } from "../../components/SchoolPicker";
import { TextArea } from "../../components/TextArea";
import type {
  PreparationLists,
  SchoolView,
  TeacherView,
  VisitKindView,
} from "../../generated/commands";
import { GridField } from "./GridField";
import type { PlanDraft } from "./planDraft";
import { SchoolDay } from "./SchoolDay";
import { SeancesCard } from "./SeancesCard";
import { TeachersField } from "./TeachersField";

/** Whether a grid that serves for one kind of visit serves for the other. */
function sameUse(one: VisitKindView, other: VisitKindView | undefined): boolean {
  return !one.notes_only && one.of_school === other?.of_school;
}

/** Everything that is settled before a visit; controlled. */
export function PlanForm({
  draft,
  lists,
  teachers,
  school,
  gridPinned,
  begun,
  onChange,
}: {
  draft: PlanDraft;
  lists: PreparationLists;
  /** The teachers of the plan that are known already. */
  teachers: readonly TeacherView[];
  /** The school of the plan, when it is known already. */
  school: SchoolView | null;
  /** Whether the visit keeps its grid, and so a nature that goes with it. */
  gridPinned: boolean;
  /** Whether the visit is begun: its séances then have real times. */
  begun: boolean;
  onChange: (draft: PlanDraft) => void;
}) {
  const { status } = useSession();
  const [chosen, setChosen] = useState<SchoolView | null>(null);
  // Those of a plan that is, perhaps by mistake, made one of a school.
  const [setAside, setSetAside] = useState<string[]>([]);
  const place = chosen?.uai === draft.uai ? chosen : school?.uai === draft.uai ? school : null;
  const kind = lists.kinds.find(({ code }) => code === draft.kind);
  const ofSchool = kind?.of_school === true;
  const put = (changes: Partial<PlanDraft>) => {
    onChange({ ...draft, ...changes });
  };
  const changeKind = (code: string) => {
    const next = lists.kinds.find((candidate) => candidate.code === code);
    const grid = next !== undefined && sameUse(next, kind) ? draft.grid : "";
    if (!ofSchool) setSetAside(draft.teachers);
    const kept = ofSchool ? setAside : draft.teachers;
    put({ kind: code, grid, teachers: next?.of_school === true ? [] : kept });
  };
  return (
    <div className="stack">
      <Card title="Quelle visite, et quand">
        <RadioChoices
          label="Nature de la visite"
          list
          description={
            gridPinned
              ? "La grille a déjà des réponses\u00a0: seules restent les natures de visite qui vont avec elle."
              : undefined
          }
          choices={lists.kinds
            .filter((each) => !gridPinned || each === kind || sameUse(each, kind))
            .map(({ code, label, meaning }) => ({
              value: code,
              label,
              description: meaning,
            }))}
          value={draft.kind === "" ? null : draft.kind}
          onChange={changeKind}
        />
        {kind?.notes_only === true ? (
          <p className="notes-only">
            <strong>Notes seulement.</strong> Cette visite relève d’une procédure qui a sa propre
            application et son propre formulaire. Carnet n’y ouvre que le carnet et les notes
            personnelles{"\u00a0"}: ni grille, ni scellement, ni compte rendu, ni indicateur.
          </p>
        ) : null}
        <div className="columns">
          <div className="stack-tight">
            <DateField
              label="Jour"
              value={draft.date}
              onChange={(date) => {
                put({ date });
              }}
            />
            {draft.date === "" ? null : <SchoolDay date={draft.date} />}
          </div>
          <div>
            <RadioChoices
              label="Annonce"
              choices={[
                { value: "yes", label: "Annoncée" },
                { value: "no", label: "Non annoncée" },
              ]}
              value={draft.announced === null ? null : draft.announced ? "yes" : "no"}
              onChange={(answer) => {
                const announced = answer === "yes";
                put({ announced, announced_on: announced ? draft.announced_on : null });
              }}
            />
            {draft.announced === true ? (
              <DateField
                label="Annoncée le"
                optional
                value={draft.announced_on ?? ""}
                onChange={(date) => {
                  put({ announced_on: date === "" ? null : date });
                }}
              />
            ) : null}
          </div>
        </div>
        {draft.transcribed || draft.date <= status.today ? (
          <CheckboxField
            label="Saisie après coup"
            description="La visite a été faite sur papier. Donnez ses heures réelles. Le compte rendu dit qu’elle a été saisie après coup."
            value={draft.transcribed}
            onChange={(transcribed) => {
              put({ transcribed });
            }}
          />
        ) : null}
      </Card>
      <Card title={ofSchool ? "Quelle école, quel établissement" : "Qui, et où"}>
        <SchoolPicker
          label="École ou établissement"
          chosen={place?.name ?? draft.uai}
          description={
            place === null ? undefined : [place.kind, place.commune, place.uai].join(" · ")
          }
          onChoose={(found) => {
            setChosen(found);
            put({ uai: found.uai });
          }}
        />
        <div hidden={ofSchool}>
          <TeachersField
            chosen={draft.teachers}
            known={teachers}
            uai={draft.uai === "" ? null : draft.uai}
            onChange={(ids) => {
              put({ teachers: ids });
            }}
          />
        </div>
      </Card>
      <SeancesCard
        seances={draft.seances}
        lists={lists}
        degree={place?.degree ?? ""}
        begun={begun || draft.transcribed}
        onChange={(seances) => {
          put({ seances });
        }}
      />
      <Card title="Ce qu’on regardera">
        {kind?.notes_only === true ? null : (
          <GridField
            grids={lists.grids}
            ofSchool={ofSchool}
            degree={place?.degree ?? ""}
            value={draft.grid}
            pinned={gridPinned}
            onChange={(grid) => {
              put({ grid });
            }}
          />
        )}
        <TextArea
          label="Objectifs convenus"
          description="Un par ligne."
          rows={3}
          value={draft.objectives}
          onChange={(objectives) => {
            put({ objectives });
          }}
        />
      </Card>
    </div>
  );
}
