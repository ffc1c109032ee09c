//! The teachers' register: read from its records, written as records.

mod editing;
mod importing;
mod over_time;
mod pages;
mod same_person;

pub(crate) use pages::{full_name, teacher_view};

use std::sync::{Arc, PoisonError};

use observation::json;
use observation::register::{FORMAT, Operation, Register, RegisterEntry};
use sync_protocol::{RecordKind, SignedDocument};
use uuid::Uuid;

use crate::App;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::signing::About;
use crate::session::{Open, SetUp};

impl Open {
    pub(crate) fn register_entries(&self) -> Outcome<Vec<RegisterEntry>> {
        let documents = self.notebook.documents(&RecordKind::RegisterEntry)?;
        let read = documents.iter().map(|document| json::read(document.as_bytes()));
        Ok(read.collect::<Result<_, _>>().map_err(Fault::Sealed)?)
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

    fn signed_entry(&self, set_up: &SetUp, entry: &RegisterEntry) -> Outcome<SignedDocument> {
        let about = About {
            kind: &RecordKind::RegisterEntry,
            academie: &set_up.preset.code,
            id: entry.id,
            parents: &[],
            facts: None,
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
        let known = open.register_entries()?;
        let next = known.iter().map(|entry| entry.counter).max().unwrap_or(0) + 1;
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
            .map(|entry| open.signed_entry(set_up, &entry))
            .collect::<Outcome<Vec<_>>>()?;
        open.notebook.append_records(&signed, self.host().now())?;
        *open.register.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}

fn unknown(id: &str) -> AppError {
    AppError::refused(codes::TEACHER_UNKNOWN, id)
}
