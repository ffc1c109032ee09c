import { useState } from "react";

import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import type { ServiceView, TeacherView } from "../../generated/commands";
import { fullName } from "../../text/teacher";
import { ServiceForm } from "./ServiceForm";
import { WithdrawServiceDialog } from "./WithdrawServiceDialog";
import { natureWords } from "./natures";
import { serviceDetails } from "./servicePeriod";
import "./Register.css";

function ServiceLine({
  service,
  onEdit,
  onWithdraw,
}: {
  service: ServiceView;
  onEdit: () => void;
  onWithdraw: () => void;
}) {
  return (
    <li>
      <div className="service-words">
        <p className="service-school">{service.school}</p>
        <p className="muted small">{serviceDetails(service)}</p>
      </div>
      <span className="mark">{natureWords(service.nature)}</span>
      {service.present ? <span className="mark mark-success">En cours</span> : null}
      <Button
        kind="quiet"
        icon="edit"
        onPress={onEdit}
        aria-label={`Modifier le service\u00a0: ${service.school}`}
      >
        Modifier
      </Button>
      <Button
        kind="quiet"
        icon="trash"
        onPress={onWithdraw}
        aria-label={`Retirer le service\u00a0: ${service.school}`}
      >
        Retirer
      </Button>
    </li>
  );
}

/** Where and when a teacher serves. */
export function ServicesCard({
  teacher,
  onChanged,
}: {
  teacher: TeacherView;
  onChanged: () => void;
}) {
  const [edited, setEdited] = useState<ServiceView | "new" | null>(null);
  const [withdrawn, setWithdrawn] = useState<ServiceView | null>(null);
  return (
    <Card
      title="Services"
      actions={
        <Button
          icon="add"
          onPress={() => {
            setEdited("new");
          }}
        >
          Ajouter un service
        </Button>
      }
    >
      {teacher.services.length === 0 ? (
        <p className="muted">
          Aucun service : ajoutez l’école ou l’établissement où {fullName(teacher)} enseigne.
        </p>
      ) : (
        <ul role="list" className="services">
          {teacher.services.map((service) => (
            <ServiceLine
              key={service.id}
              service={service}
              onEdit={() => {
                setEdited(service);
              }}
              onWithdraw={() => {
                setWithdrawn(service);
              }}
            />
          ))}
        </ul>
      )}
      {edited === null ? null : (
        <ServiceForm
          teacher={teacher.id}
          service={edited === "new" ? null : edited}
          onClose={() => {
            setEdited(null);
          }}
          onSaved={onChanged}
        />
      )}
      <WithdrawServiceDialog
        teacher={teacher}
        service={withdrawn}
        onClose={() => {
          setWithdrawn(null);
        }}
        onWithdrawn={onChanged}
      />
    </Card>
  );
}
