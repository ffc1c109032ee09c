import { useState } from "react";

import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import type { ServiceView, TeacherView } from "../../generated/commands";
import { numericDate, percent } from "../../text/format";
import { fullName } from "../../text/teacher";
import { ServiceForm } from "./ServiceForm";
import { natureWords } from "./natures";
import "./Register.css";

function periodWords(service: ServiceView): string {
  const from = numericDate(service.from);
  return service.until === null
    ? `depuis le ${from}`
    : `du ${from} au ${numericDate(service.until)}`;
}

function detailWords(service: ServiceView): string {
  const share = service.share === null ? "" : percent(service.share);
  const attachment = service.attachment === "" ? "" : `rattachement : ${service.attachment_school}`;
  return [service.levels.join(", "), service.discipline, share, periodWords(service), attachment]
    .filter((part) => part !== "")
    .join(" · ");
}

function ServiceLine({ service, onEdit }: { service: ServiceView; onEdit: () => void }) {
  return (
    <li>
      <div className="service-words">
        <p className="service-school">{service.school}</p>
        <p className="muted small">{detailWords(service)}</p>
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
    </Card>
  );
}
