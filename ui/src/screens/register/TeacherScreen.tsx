import { useState } from "react";

import { useNavigation } from "../../app/navigation";
import { useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { BackButton } from "../../components/BackButton";
import { Button } from "../../components/Button";
import { Page } from "../../components/Page";
import type { TeacherSheet } from "../../generated/commands";
import { fullName } from "../../text/teacher";
import { DossierCard } from "./DossierCard";
import { OverTimeCard } from "./OverTimeCard";
import { RecommendationsCard } from "./RecommendationsCard";
import { SamePersonCard } from "./SamePersonCard";
import { ServicesCard } from "./ServicesCard";
import { TeacherForm } from "./TeacherForm";
import { VisitsCard } from "./VisitsCard";
import { WithdrawTeacherDialog } from "./WithdrawTeacherDialog";

function Sheet({ sheet, reload }: { sheet: TeacherSheet; reload: () => void }) {
  return (
    <>
      <ServicesCard teacher={sheet.teacher} onChanged={reload} />
      <VisitsCard visits={sheet.visits} />
      <RecommendationsCard recommendations={sheet.recommendations} />
      <OverTimeCard items={sheet.over_time} />
      <SamePersonCard sheet={sheet} onChanged={reload} />
      <DossierCard id={sheet.teacher.id} />
    </>
  );
}

/** A teacher's page: services, visits, recommendations, homonyms. */
export function TeacherScreen({ id }: { id: string }) {
  const { go } = useNavigation();
  const loaded = useCommand("teacher", { id });
  const [editing, setEditing] = useState(false);
  const [withdrawing, setWithdrawing] = useState(false);
  const teacher = loaded.data?.teacher ?? null;
  return (
    <Page
      title={teacher === null ? "Enseignant" : fullName(teacher)}
      before={<BackButton to={{ screen: "teachers" }}>Enseignants</BackButton>}
      lead={
        teacher === null
          ? undefined
          : [teacher.function, teacher.mail].filter((part) => part !== "").join(" · ")
      }
      actions={
        teacher === null ? undefined : (
          <>
            <Button
              kind="quiet"
              icon="trash"
              onPress={() => {
                setWithdrawing(true);
              }}
            >
              Retirer du registre
            </Button>
            <Button
              icon="edit"
              onPress={() => {
                setEditing(true);
              }}
            >
              Modifier
            </Button>
            <Button
              kind="primary"
              icon="add"
              onPress={() => {
                go({ screen: "visit", id: null, teacher: id });
              }}
            >
              Préparer une visite
            </Button>
          </>
        )
      }
    >
      <Await loaded={loaded}>{(sheet) => <Sheet sheet={sheet} reload={loaded.reload} />}</Await>
      <TeacherForm
        teacher={teacher}
        isOpen={editing}
        onClose={() => {
          setEditing(false);
        }}
        onSaved={loaded.reload}
      />
      {teacher === null ? null : (
        <WithdrawTeacherDialog
          teacher={teacher}
          isOpen={withdrawing}
          onClose={() => {
            setWithdrawing(false);
          }}
          onWithdrawn={() => {
            go({ screen: "teachers" });
          }}
        />
      )}
    </Page>
  );
}
