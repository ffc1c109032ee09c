import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { CheckboxField } from "../../components/CheckboxField";
import { ChipChoices } from "../../components/ChipChoices";
import { DateField } from "../../components/DateField";
import { Dialog } from "../../components/Dialog";
import { Problems } from "../../components/Problems";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import type { AcademieView, InvitationView, InviteRequest } from "../../generated/commands";
import { CirconscriptionsField } from "../settings/CirconscriptionsField";

const EMPTY: InviteRequest = {
  person: "",
  role: "",
  whole_academie: false,
  circonscriptions: [],
  disciplines: [],
  until: "",
  expires: "",
};

/** Where the role holds. */
function ScopeFields({
  view,
  asked,
  onChange,
}: {
  view: AcademieView;
  asked: InviteRequest;
  onChange: (asked: InviteRequest) => void;
}) {
  return (
    <>
      <CheckboxField
        label="Toute l’académie"
        value={asked.whole_academie}
        onChange={(whole_academie) => {
          onChange({ ...asked, whole_academie });
        }}
      />
      <CirconscriptionsField
        label="Circonscriptions où il vaut"
        removal={(name) => `Retirer ${name}`}
        chosen={asked.circonscriptions}
        onChange={(circonscriptions) => {
          onChange({ ...asked, circonscriptions });
        }}
      />
      <ChipChoices
        label="Disciplines où il vaut"
        optional
        choices={view.disciplines}
        value={asked.disciplines}
        onChange={(disciplines) => {
          onChange({ ...asked, disciplines });
        }}
      />
    </>
  );
}

/** Makes an invitation: for whom, to which role, where, until when. */
export function InviteDialog({
  view,
  onClose,
  onMade,
}: {
  view: AcademieView;
  onClose: () => void;
  onMade: (invitation: InvitationView) => void;
}) {
  const [asked, setAsked] = useState(EMPTY);
  const make = useAction("make_invitation");
  return (
    <Dialog
      title="Inviter une personne"
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>Annuler</Button>
          <Button
            kind="primary"
            isPending={make.pending}
            onPress={async () => {
              const made = await make.run(asked);
              if (made !== null) onMade(made);
            }}
          >
            Faire l’invitation
          </Button>
        </>
      }
    >
      <div className="columns">
        <TextField
          label="Pour qui"
          description="Un nom qui vous parle : il reste dans votre carnet."
          value={asked.person}
          onChange={(person) => {
            setAsked({ ...asked, person });
          }}
        />
        <SelectField
          label="Rôle"
          choices={view.roles.map(({ code, label }) => ({ value: code, label }))}
          value={asked.role === "" ? null : asked.role}
          onChange={(role) => {
            setAsked({ ...asked, role });
          }}
        />
      </div>
      <ScopeFields view={view} asked={asked} onChange={setAsked} />
      <div className="columns">
        <DateField
          label="À prendre au plus tard le"
          value={asked.expires}
          onChange={(expires) => {
            setAsked({ ...asked, expires });
          }}
        />
        <DateField
          label="Fin du rôle"
          optional
          value={asked.until}
          onChange={(until) => {
            setAsked({ ...asked, until });
          }}
        />
      </div>
      <Problems failure={make.failure} />
    </Dialog>
  );
}
