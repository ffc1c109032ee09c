//! What this device was given of the streams that others read too: said in its name, so that they compare.

use std::collections::BTreeSet;

use sync_protocol::message::stream::Stream;
use sync_protocol::trust::{Chain, Circle};
use sync_protocol::{CheckpointDocument, RecordKind, SignedDocument};

use super::run::Running;
use super::{Access, Desk, SyncError};

impl<A: Access> Running<'_, A> {
    /// A checkpoint for each shared stream of which the last one does not say what this device has now.
    pub(super) fn checkpoints(
        &self,
        desk: Desk<'_>,
        chain: &Chain,
        circles: &BTreeSet<Circle>,
    ) -> Result<Vec<SignedDocument>, SyncError> {
        let author = desk.fingerprint();
        let has_word = chain.is_keeper(&author) || chain.grants(&author, self.today()).next().is_some();
        if !has_word {
            return Ok(Vec::new());
        }
        let said: BTreeSet<String> = desk
            .notebook
            .documents(&RecordKind::Checkpoint)?
            .into_iter()
            .collect();
        let mut written = self
            .checkpoint(desk, None, &said)?
            .into_iter()
            .collect::<Vec<_>>();
        for circle in circles {
            written.extend(self.checkpoint(desk, Some(circle), &said)?);
        }
        Ok(written)
    }

    fn checkpoint(
        &self,
        desk: Desk<'_>,
        circle: Option<&Circle>,
        said: &BTreeSet<String>,
    ) -> Result<Option<SignedDocument>, SyncError> {
        let stream = circle.map_or(Stream::Academie, |circle| Stream::Circle(circle.clone()));
        let epoch = desk.notebook.enrolment()?.and_then(|enrolment| enrolment.epoch);
        let (Some(head), Some(epoch)) = (desk.notebook.head(&stream)?, epoch) else {
            return Ok(None);
        };
        let document = CheckpointDocument {
            format: CheckpointDocument::FORMAT.to_owned(),
            device: desk.device.certificate.device,
            epoch,
            head,
        };
        let signed = desk.sign(&self.address.academie, RecordKind::Checkpoint, &document, circle)?;
        Ok(Some(signed).filter(|signed| !said.contains(&signed.document)))
    }
}
