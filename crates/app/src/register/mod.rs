//! The teachers' register: read from its records, written as records.

mod editing;
mod importing;
mod over_time;
mod pages;
mod same_person;
mod sharing;

pub(crate) use pages::{full_name, teacher_view};

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use observation::json;
use observation::register::{FORMAT, Operation, Register, RegisterEntry};
use sync_protocol::trust::Circle;
use sync_protocol::{RecordKind, SignedDocument};
use uuid::Uuid;

use crate::App;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::signing::About;
use crate::session::{Open, SetUp};

impl Open {
    pub(crate) fn register_entries(&self) -> Outcome<Vec<RegisterEntry>> {
        let signed = self.signed_entries()?.into_iter();
        Ok(signed.map(|(_, entry)| entry).collect())
    }

    /// The entries with what was signed. What a colleague's version wrote and this one cannot read is passed over: nobody's
    /// register depends on another's program.
    pub(crate) fn signed_entries(&self) -> Outcome<Vec<(SignedDocument, RegisterEntry)>> {
        let mut entries = Vec::new();
        for signed in self.notebook.signed_documents(&RecordKind::RegisterEntry)? {
            let is_own = signed.record.signature.author == self.author.fingerprint;
            let read: Result<RegisterEntry, _> = json::read(signed.document.as_bytes());
            match read {
                Ok(entry) if entry.is_sound(signed.record.id) => entries.push((signed, entry)),
                Err(misread) if is_own => return Err(Fault::Sealed(misread).into()),
                _ => {}
            }
        }
        Ok(entries)
    }

    /// The register as it is now, replayed once for all until something is written in it.
    pub(crate) fn register(&self) -> Outcome<Arc<Register>> {
        let mut held = self.register.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(register) = &*held {
            return Ok(Arc::clone(register));
        }
        let register = Arc::new(Register::replay(self.register_entries()?));
        *held = Some(Arc::clone(&register));
        Ok(register)
    }

    /// The teachers about whom this author wrote, and those about whom colleagues of the circle did.
    pub(crate) fn written_about(&self) -> Outcome<(BTreeSet<Uuid>, BTreeSet<Uuid>)> {
        let (mut own, mut others) = (BTreeSet::new(), BTreeSet::new());
        for (signed, entry) in self.signed_entries()? {
            let is_own = signed.record.signature.author == self.author.fingerprint;
            let about = if is_own { &mut own } else { &mut others };
            about.insert(entry.teacher);
        }
        Ok((own, others))
    }

    fn signed_entry(
        &self,
        set_up: &SetUp,
        entry: &RegisterEntry,
        circle: Option<&Circle>,
    ) -> Outcome<SignedDocument> {
        let about = About {
            kind: &RecordKind::RegisterEntry,
            academie: &set_up.preset.code,
            id: entry.id,
            parents: &[],
            facts: None,
            circle,
        };
        self.sign(entry, about)
    }
}

impl App {
    /// Writes operations in the register, all or none.
    pub(crate) fn write_register(
        &self,
        open: &Open,
        set_up: &SetUp,
        operations: impl IntoIterator<Item = (Uuid, Operation)>,
    ) -> Outcome<()> {
        let circle = open.register_circle(self.today(set_up))?;
        let known = open.register_entries()?;
        let next = known
            .iter()
            .map(|entry| entry.counter)
            .max()
            .unwrap_or(0)
            .saturating_add(1);
        let entries = operations
            .into_iter()
            .zip(next..)
            .map(|((teacher, operation), counter)| RegisterEntry {
                format: FORMAT.to_owned(),
                id: self.fresh_id(),
                teacher,
                operation,
                at: self.host().now(),
                device: open.device.id,
                counter,
            });
        let signed = entries
            .map(|entry| open.signed_entry(set_up, &entry, circle.as_ref()))
            .collect::<Outcome<Vec<_>>>()?;
        open.notebook.append_records(&signed, self.host().now())?;
        *open.register.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}

fn unknown(id: &str) -> AppError {
    AppError::refused(codes::TEACHER_UNKNOWN, id)
}
