import { useState } from "react";

import { useAction } from "../../backend/useCommand";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Problems } from "../../components/Problems";
import type { AcademieView, InvitationLine, InvitationView } from "../../generated/commands";
import { EndDialog } from "./EndDialog";
import { InvitationDialog } from "./InvitationDialog";
import { InviteDialog } from "./InviteDialog";
import type { Decided } from "./useKeeping";

function Line({
  line,
  onShow,
  onEnd,
}: {
  line: InvitationLine;
  onShow: () => void;
  onEnd: () => void;
}) {
  const person = line.person === "" ? "Invitation d’un autre gardien" : line.person;
  return (
    <li className="stack-tight">
      <p>
        <strong>{person}</strong>
        {line.grant === "" ? null : <> : {line.grant}</>}
        <br />
        <span className="muted">{line.state}</span>
        {line.taken_by === "" ? null : (
          <>
            <br />
            <span className="code small">{line.taken_by}</span>
          </>
        )}
      </p>
      {line.is_open || line.stands ? (
        <div className="row">
          {line.is_open ? (
            <Button aria-label={`Montrer l’invitation\u00a0: ${person}`} onPress={onShow}>
              Montrer l’invitation
            </Button>
          ) : null}
          {line.stands ? (
            <Button kind="quiet" aria-label={`Mettre fin…\u00a0${person}`} onPress={onEnd}>
              Mettre fin…
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

/** Invitations: made, shown to be handed over, taken, ended. */
export function InvitationsCard({
  view,
  onChanged,
  onDecided,
}: {
  view: AcademieView;
  onChanged: (view: AcademieView) => void;
  onDecided: Decided;
}) {
  const [inviting, setInviting] = useState(false);
  const [shown, setShown] = useState<InvitationView | null>(null);
  const [ending, setEnding] = useState<InvitationLine | null>(null);
  const show = useAction("invitation");
  return (
    <Card
      title="Invitations"
      lead="Chacune donne un rôle à une seule personne, une seule fois. Remettez-la à elle seule : en main propre, ou par un message chiffré."
      actions={
        <Button
          kind="primary"
          icon="add"
          onPress={() => {
            setInviting(true);
          }}
        >
          Inviter…
        </Button>
      }
    >
      {view.invitations.length === 0 ? <p>Aucune invitation encore.</p> : null}
      <ul role="list" className="stack">
        {view.invitations.map((line) => (
          <Line
            key={line.sha256}
            line={line}
            onShow={() => {
              void show.run({ sha256: line.sha256 }).then(setShown);
            }}
            onEnd={() => {
              setEnding(line);
            }}
          />
        ))}
      </ul>
      <Problems failure={show.failure} />
      {inviting ? (
        <InviteDialog
          view={view}
          onClose={() => {
            setInviting(false);
          }}
          onMade={(made) => {
            setInviting(false);
            setShown(made);
            onDecided();
          }}
        />
      ) : null}
      {shown === null ? null : (
        <InvitationDialog
          invitation={shown}
          onClose={() => {
            setShown(null);
          }}
        />
      )}
      {ending === null ? null : (
        <EndDialog
          line={ending}
          onClose={() => {
            setEnding(null);
          }}
          onEnded={(now) => {
            setEnding(null);
            onChanged(now);
            onDecided();
          }}
        />
      )}
    </Card>
  );
}
