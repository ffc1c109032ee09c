import { useState } from "react";

import { useAction, useCommand } from "../../backend/useCommand";
import { Await } from "../../components/Await";
import { Button } from "../../components/Button";
import { CheckboxField } from "../../components/CheckboxField";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import type { MergedTeacherView, ServiceView, TeacherView } from "../../generated/commands";
import { serviceDetails } from "./servicePeriod";

function ServiceChoices({
  services,
  chosen,
  onChange,
}: {
  services: ServiceView[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}) {
  if (services.length === 0) return <p className="muted">Aucun service à partager.</p>;
  return (
    <>
      <p>Cochez les services qui partent avec elle. Les autres restent sur la fiche ouverte.</p>
      {services.map((service) => (
        <CheckboxField
          key={service.id}
          label={service.school}
          description={serviceDetails(service)}
          value={chosen.includes(service.id)}
          onChange={(leaves) => {
            const others = chosen.filter((id) => id !== service.id);
            onChange(leaves ? [...others, service.id] : others);
          }}
        />
      ))}
    </>
  );
}

/** Takes a merge back: asks which lines of service go with whom. */
export function SplitDialog({
  teacher,
  merged,
  onClose,
  onSplit,
}: {
  /** Who stays. */
  teacher: TeacherView;
  /** Who leaves. */
  merged: MergedTeacherView;
  onClose: () => void;
  onSplit: () => void;
}) {
  const pair = { into: teacher.id, from: merged.id };
  const preview = useCommand("preview_split", pair);
  const split = useAction("split_teachers");
  const [chosen, setChosen] = useState<string[] | null>(null);
  const services = chosen ?? preview.data?.leaving ?? null;
  const confirm = async () => {
    if (services === null || (await split.run({ ...pair, services })) === null) return;
    onClose();
    onSplit();
  };
  return (
    <Dialog
      title="Séparer deux fiches"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Annuler</Button>
          <Button
            kind="primary"
            isDisabled={services === null}
            isPending={split.pending}
            onPress={() => void confirm()}
          >
            Séparer
          </Button>
        </>
      }
    >
      <p>
        La fiche <strong>{merged.name}</strong> redevient celle d’une autre personne, avec les
        visites qui lui étaient attachées.
      </p>
      <Await loaded={preview}>
        {({ services: all, leaving }) => (
          <ServiceChoices services={all} chosen={chosen ?? leaving} onChange={setChosen} />
        )}
      </Await>
      <Problems failure={split.failure} />
    </Dialog>
  );
}
