//! A device introduces itself: by an invitation where it is its author's first, by its certificate alone afterwards.

use observation::canonical::{self, Sha256};
use observation::instant::Instant;
use sync_protocol::message::enrolment::{Enrolled, Enrolment as Introduction, Token, prove};
use sync_protocol::trust::{Charter, Invitation, InvitationSecret, InvitationText, RoleDocument};
use sync_protocol::{Fingerprint, Record, RecordContent, RecordKind, SignedDocument};

use super::client::Client;
use super::progress::Surroundings;
use super::{Access, Desk, SyncError, Transport, codes, contents_id};
use crate::store::{Address, Enrolment};

/// How many roles an introduction holds at most.
const ROLES: usize = 8;

/// Takes the invitation that `text` holds: from then on the notebook speaks to its store. Until that store has admitted the
/// device, whatever store it spoke to before stays its own: a token that was admitted and not kept is replaced by the next.
///
/// # Errors
/// When the text is no whole invitation, it is of another académie, the store does not take it, or nothing answers.
pub fn take_invitation(
    access: &impl Access,
    surroundings: &dyn Surroundings,
    transport: &dyn Transport,
    text: &InvitationText,
    address: &Address,
) -> Result<(), SyncError> {
    let enrolment = access.with(|desk| Ok(drawn(desk, surroundings, address)))?;
    match &text.invitation {
        Some((sha256, secret)) => {
            let role = role(access, (transport, address), *sha256, secret)?;
            introduce(access, surroundings, transport, &enrolment, vec![role])?;
        }
        None => introduce_again(access, surroundings, transport, &enrolment)?,
    }
    access.with(|desk| Ok(desk.notebook.save_admitted(&enrolment)?))
}

/// Tells the notebook of a store to which its author goes by his own right: its next sync introduces the device.
///
/// # Errors
/// When the disk refuses.
pub fn prepare_enrolment(
    desk: Desk<'_>,
    surroundings: &dyn Surroundings,
    address: &Address,
) -> Result<(), SyncError> {
    begin(desk, surroundings, address).map(drop)
}

/// The enrolment of this device, with a token of its own.
pub(super) fn begin(
    desk: Desk<'_>,
    surroundings: &dyn Surroundings,
    address: &Address,
) -> Result<Enrolment, SyncError> {
    let Enrolment { token, device, .. } = drawn(desk, surroundings, address);
    desk.notebook.save_enrolment(address, &token, device)?;
    write_certificate(desk, &address.academie, surroundings.now())?;
    desk.notebook.enrolment()?.ok_or(SyncError::NotEnrolled)
}

/// An enrolment of this device that is kept nowhere yet.
fn drawn(desk: Desk<'_>, surroundings: &dyn Surroundings, address: &Address) -> Enrolment {
    let mut random = [0; 32];
    surroundings.fill_random(&mut random);
    Enrolment {
        address: address.clone(),
        token: Token::from_random(random),
        device: desk.device.certificate.device,
        admitted: false,
        epoch: None,
        contact_at: None,
        synced_at: None,
    }
}

/// The record by which the author says that this device is his.
pub(super) fn write_certificate(
    desk: Desk<'_>,
    academie: &str,
    at: Instant,
) -> Result<SignedDocument, SyncError> {
    let signed = desk.device.certificate_record(academie)?;
    desk.notebook.append_records(std::slice::from_ref(&signed), at)?;
    Ok(signed)
}

/// Introduces the device once more, with the roles that its author took: a store that was restored may not have them. One
/// of them may be at an end, and the others hold: where the store refuses them all, each is tried, then none.
pub(super) fn introduce_again(
    access: &impl Access,
    surroundings: &dyn Surroundings,
    transport: &dyn Transport,
    enrolment: &Enrolment,
) -> Result<(), SyncError> {
    let academie = &enrolment.address.academie;
    let (charter, roles) =
        access.with(|desk| Ok((charter(desk, &enrolment.address)?, roles_taken(desk, academie)?)))?;
    let introduced = |roles: &[Record]| {
        let before = charter.iter().chain(roles).cloned().collect();
        introduce(access, surroundings, transport, enrolment, before)
    };
    let is_refused = |told: &Result<(), SyncError>| matches!(told, Err(SyncError::Refused { .. }));
    let together = introduced(&roles);
    if roles.is_empty() || !is_refused(&together) {
        return together;
    }
    for role in &roles {
        let told = introduced(std::slice::from_ref(role));
        if told.is_err() && !is_refused(&told) {
            return told;
        }
    }
    introduced(&[]).or(together)
}

/// Sends the certificate, after `before`, and keeps the roles that the store took. That it admitted the device, the caller
/// keeps.
fn introduce(
    access: &impl Access,
    surroundings: &dyn Surroundings,
    transport: &dyn Transport,
    enrolment: &Enrolment,
    before: Vec<Record>,
) -> Result<(), SyncError> {
    let academie = &enrolment.address.academie;
    let token = enrolment.token.sha256();
    let (records, proof) = access.with(|desk| {
        let certificate = write_certificate(desk, academie, surroundings.now())?;
        let mut records = before;
        records.push(certificate.record.with_public(certificate.document));
        Ok((records, prove(&desk.device.keys(), academie, token)?))
    })?;
    let introduction = Introduction {
        records: &records,
        token,
        proof,
    };
    let client = Client::new(transport, None);
    let path = format!("/v1/academies/{academie}/enrolments");
    let admitted: Enrolled = client.post(path, &introduction)?;
    if admitted.academie != *academie {
        return Err(SyncError::OtherAcademie {
            store: admitted.academie,
            notebook: academie.clone(),
        });
    }
    access.with(|desk| {
        let taken = records.iter().filter(|record| record.kind == RecordKind::Role);
        let taken =
            taken.filter_map(|record| Some(SignedDocument::new(record.envelope(), record.public.clone()?)));
        let taken = taken.collect::<Vec<_>>();
        Ok(desk
            .notebook
            .append_records(&taken, surroundings.now())
            .map(drop)?)
    })
}

/// The charter of the root of `address`, where this notebook keeps one: a store that was just opened has none yet.
fn charter(desk: Desk<'_>, address: &Address) -> Result<Option<Record>, SyncError> {
    if desk.notebook.academie_root()?.is_none() {
        return Ok(None);
    }
    let records = desk.notebook.trust_records(&address.academie)?;
    let by_root = |record: &Record| Fingerprint::of(&record.signature.device) == address.root;
    let charters = records
        .into_iter()
        .filter(|record| record.kind == RecordKind::Charter && by_root(record));
    Ok(charters
        .filter(|record| {
            serde_json::from_str::<Charter>(record.public.as_deref().unwrap_or_default()).is_ok()
        })
        .min_by_key(|record| record.revision))
}

/// The roles that the author took by invitations: a store that was restored from before may not have them.
fn roles_taken(desk: Desk<'_>, academie: &str) -> Result<Vec<Record>, SyncError> {
    let records = desk.notebook.trust_records(academie)?;
    let own = |record: &Record| {
        let role: Option<RoleDocument> =
            serde_json::from_str(record.public.as_deref().unwrap_or_default()).ok();
        role.is_some_and(|role| role.invitation.is_some() && role.person.fingerprint() == desk.fingerprint())
    };
    let roles = records
        .into_iter()
        .filter(|record| record.kind == RecordKind::Role);
    Ok(roles.filter(own).take(ROLES).collect())
}

/// The role that the invitation gives, signed by the invitation's own key: the store knows what it gives, and cannot take it.
fn role(
    access: &impl Access,
    (transport, address): (&dyn Transport, &Address),
    sha256: Sha256,
    secret: &InvitationSecret,
) -> Result<Record, SyncError> {
    let client = Client::new(transport, None);
    let path = format!("/v1/academies/{}/invitations/{sha256}", address.academie);
    let record: Record = client.get(path)?;
    let keys = secret.keys();
    let other = || SyncError::Given(codes::OTHER_INVITATION);
    let text = record
        .public_document()
        .filter(|_| record.sha256 == sha256)
        .ok_or_else(other)?;
    let invitation: Invitation = serde_json::from_str(text).map_err(|_| other())?;
    if record.kind != RecordKind::Invitation || invitation.key != keys.public() {
        return Err(other());
    }
    let person = access.with(|desk| Ok(desk.identity()))?;
    let role = RoleDocument {
        format: RoleDocument::FORMAT.to_owned(),
        person,
        grant: invitation.grant,
        invitation: Some(sha256),
    };
    let text = canonical::to_text(&role).map_err(sync_protocol::ProtocolError::from)?;
    let content = RecordContent {
        kind: RecordKind::Role,
        academie: &address.academie,
        id: contents_id(&text),
        parents: &[],
        document: text.as_bytes(),
        facts: None,
        circle: None,
    };
    let record = Record::sign(&content, &keys, Fingerprint::of(&keys.public()))?;
    Ok(record.with_public(text))
}
