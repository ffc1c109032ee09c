import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import { Progress } from "../../components/Progress";
import { SelectField } from "../../components/SelectField";
import { TextArea } from "../../components/TextArea";
import { TextField } from "../../components/TextField";
import type {
  PrepareReleaseRequest,
  ReleaseDraftView,
  ReleasesView,
} from "../../generated/commands";
import { DraftSheet } from "./DraftSheet";

function numbers(from: number, to: number): { value: string; label: string }[] {
  return Array.from({ length: to - from + 1 }, (_, rank) => {
    const value = String(from + rank);
    return { value, label: `${value} enseignants` };
  });
}

/** What a release is to be. */
function Fields({
  view,
  withdraws,
  asked,
  onChange,
}: {
  view: ReleasesView;
  withdraws: boolean;
  asked: PrepareReleaseRequest;
  onChange: (asked: PrepareReleaseRequest) => void;
}) {
  const begun = view.releases.length > 0;
  return (
    <>
      <TextField
        label="Nom de la parution"
        description="Comme on la citera\u00a0: «\u00a0Usages du numérique, rentrée 2026\u00a0»."
        value={asked.name}
        onChange={(name) => {
          onChange({ ...asked, name });
        }}
      />
      {withdraws ? (
        <>
          <SelectField
            label="Chiffre à retirer"
            choices={view.withdrawable.map(({ key, label }) => ({ value: key, label }))}
            value={asked.withdrawn[0] ?? null}
            onChange={(key) => {
              onChange({ ...asked, withdrawn: [key] });
            }}
          />
          <TextArea
            label="Raison"
            description="Elle se lit dans la parution. Un chiffre retiré n’est pas recalculé\u00a0: la différence dirait qui a changé."
            value={asked.reason}
            onChange={(reason) => {
              onChange({ ...asked, reason });
            }}
          />
        </>
      ) : (
        <div className="columns">
          <SelectField
            label="Seuil"
            description="Nombre d’enseignants différents sur lesquels un chiffre repose au moins."
            choices={numbers(view.fewest, view.most)}
            value={String(asked.teachers)}
            onChange={(teachers) => {
              onChange({ ...asked, teachers: Number(teachers) });
            }}
          />
          {begun ? null : (
            <SelectField
              label="Première année des fenêtres de trois ans"
              description="Fixée une fois pour toutes par la première parution."
              choices={view.anchors.map((anchor) => ({ value: anchor, label: anchor }))}
              value={asked.anchor}
              onChange={(anchor) => {
                onChange({ ...asked, anchor });
              }}
            />
          )}
        </div>
      )}
    </>
  );
}

/** Prepares a release, shows what it would tell and hide, and publishes it. */
export function PrepareDialog({
  view,
  withdraws,
  onClose,
  onPublished,
}: {
  view: ReleasesView;
  withdraws: boolean;
  onClose: () => void;
  onPublished: (view: ReleasesView) => void;
}) {
  const [asked, setAsked] = useState<PrepareReleaseRequest>({
    name: "",
    anchor: view.anchors[0] ?? "",
    teachers: view.teachers,
    withdrawn: [],
    reason: "",
  });
  const [draft, setDraft] = useState<ReleaseDraftView | null>(null);
  const prepare = useAction("prepare_release");
  const publish = useAction("publish_release");
  return (
    <Dialog
      title={withdraws ? "Retirer un chiffre publié" : "Préparer une parution"}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>Annuler</Button>
          {draft === null ? (
            <Button
              kind="primary"
              isPending={prepare.pending}
              onPress={async () => {
                const prepared = await prepare.run(asked);
                if (prepared !== null) setDraft(prepared);
              }}
            >
              Préparer
            </Button>
          ) : (
            <Button
              kind="primary"
              isPending={publish.pending}
              onPress={async () => {
                const published = await publish.run({ sha256: draft.sha256 });
                if (published !== null) onPublished(published);
              }}
            >
              Signer et publier
            </Button>
          )}
        </>
      }
    >
      {draft === null ? (
        <Fields view={view} withdraws={withdraws} asked={asked} onChange={setAsked} />
      ) : (
        <DraftSheet draft={draft} />
      )}
      {prepare.pending ? <Progress>Les chiffres se comptent…</Progress> : null}
      <Problems failure={prepare.failure} />
      <Problems failure={publish.failure} />
    </Dialog>
  );
}
