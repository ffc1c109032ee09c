//! A record read field by field: what serde's `flatten` would make of it is first built whole, each text copied.

use std::fmt;

use observation::canonical::Sha256;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Record, Signature};
use crate::encoding::Ciphertext;
use crate::kind::RecordKind;
use crate::trust::Circle;

/// The fields as they come, each once at most.
#[derive(Default)]
struct Fields {
    format: Option<String>,
    kind: Option<RecordKind>,
    academie: Option<String>,
    id: Option<Uuid>,
    revision: Option<u32>,
    parents: Option<Vec<Sha256>>,
    sha256: Option<Sha256>,
    circle: Option<Option<Circle>>,
    facts: Option<Option<String>>,
    public: Option<Option<String>>,
    private: Option<Option<Ciphertext>>,
    signature: Option<Signature>,
    unknown: Map<String, Value>,
}

fn once<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    field: &mut Option<T>,
    name: &'static str,
    map: &mut A,
) -> Result<(), A::Error> {
    if field.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *field = Some(map.next_value()?);
    Ok(())
}

impl Fields {
    fn take<'de, A: MapAccess<'de>>(&mut self, name: String, map: &mut A) -> Result<(), A::Error> {
        match name.as_str() {
            "format" => once(&mut self.format, "format", map),
            "kind" => once(&mut self.kind, "kind", map),
            "academie" => once(&mut self.academie, "academie", map),
            "id" => once(&mut self.id, "id", map),
            "revision" => once(&mut self.revision, "revision", map),
            "parents" => once(&mut self.parents, "parents", map),
            "sha256" => once(&mut self.sha256, "sha256", map),
            "circle" => once(&mut self.circle, "circle", map),
            "facts" => once(&mut self.facts, "facts", map),
            "public" => once(&mut self.public, "public", map),
            "private" => once(&mut self.private, "private", map),
            "signature" => once(&mut self.signature, "signature", map),
            _ => {
                let value = map.next_value()?;
                self.unknown.insert(name, value);
                Ok(())
            }
        }
    }

    fn whole<E: Error>(self) -> Result<Record, E> {
        fn required<T, E: Error>(field: Option<T>, name: &'static str) -> Result<T, E> {
            field.ok_or_else(|| E::missing_field(name))
        }
        Ok(Record {
            format: required(self.format, "format")?,
            kind: required(self.kind, "kind")?,
            academie: required(self.academie, "academie")?,
            id: required(self.id, "id")?,
            revision: required(self.revision, "revision")?,
            parents: required(self.parents, "parents")?,
            sha256: required(self.sha256, "sha256")?,
            circle: self.circle.flatten(),
            facts: self.facts.flatten(),
            public: self.public.flatten(),
            private: self.private.flatten(),
            signature: required(self.signature, "signature")?,
            unknown: self.unknown,
        })
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Record;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut fields = Fields::default();
        while let Some(name) = map.next_key::<String>()? {
            fields.take(name, &mut map)?;
        }
        fields.whole()
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader)
    }
}
