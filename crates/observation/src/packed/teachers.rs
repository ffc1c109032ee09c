//! Whom each visit observed, by keys that are written once for a block, and in which lessons.

use uuid::Uuid;

use super::bytes::{Reader, Unreadable, Writer};
use super::dictionary::{Column, Written};
use super::visit::{PackedVisit, Teachers};

/// The teachers of a block of visits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TeacherColumns {
    /// By what key the teachers of each visit are named; none where nobody is known.
    namings: Column<Naming>,
    /// Each teacher named, visit after visit: first those observed, then those of each lesson.
    keys: Column<Key>,
    /// How many names each list has: of each visit those observed, then, after how many lessons have a list, those of each.
    lists: Vec<usize>,
    /// Which lesson each séance is, visit after visit.
    pub(super) lesson_ids: Vec<[u8; 32]>,
}

/// The circle and the epoch of a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Naming(Option<(String, Uuid)>);

/// The key of a teacher.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key([u8; 32]);

impl TeacherColumns {
    pub(super) fn of(visits: &[PackedVisit]) -> Self {
        let (mut keys, mut lists) = (Vec::new(), Vec::new());
        for teachers in visits.iter().filter_map(|visit| visit.teachers.as_ref()) {
            lists.push(teachers.observed.len());
            lists.push(teachers.seances.len());
            lists.extend(teachers.seances.iter().map(Vec::len));
            let all = [&teachers.observed].into_iter().chain(&teachers.seances);
            keys.extend(all.flatten().copied().map(Key));
        }
        let named = visits.iter().map(|visit| {
            let teachers = visit.teachers.as_ref();
            Naming(teachers.map(|teachers| (teachers.circle.clone(), teachers.epoch)))
        });
        let named: Vec<Naming> = named.collect();
        let seances = visits.iter().flat_map(|visit| &visit.seances);
        Self {
            namings: Column::of(named.iter()),
            keys: Column::of(keys.iter()),
            lists,
            lesson_ids: seances.map(|seance| *seance.lesson_id.as_bytes()).collect(),
        }
    }

    /// How many visits.
    pub(super) fn visits(&self) -> usize {
        self.namings.rows.len()
    }

    /// Those of each visit.
    ///
    /// # Errors
    /// When the lists do not name as many as there are.
    pub(super) fn unpacked(&self) -> Result<Vec<Option<Teachers>>, Unreadable> {
        let mut lists = self.lists.iter();
        let mut keys = (0..self.keys.rows.len()).map(|row| self.keys.get(row).0);
        let mut list = |count: Option<&usize>| {
            let count = *count.ok_or(Unreadable)?;
            let list: Vec<[u8; 32]> = keys.by_ref().take(count).collect();
            if list.len() == count {
                Ok(list)
            } else {
                Err(Unreadable)
            }
        };
        let mut teachers = Vec::with_capacity(self.visits());
        for visit in 0..self.visits() {
            let Some((circle, epoch)) = &self.namings.get(visit).0 else {
                teachers.push(None);
                continue;
            };
            let observed = list(lists.next())?;
            let count = *lists.next().ok_or(Unreadable)?;
            let seances = lists.by_ref().take(count).map(|count| list(Some(count)));
            let seances: Vec<Vec<[u8; 32]>> = seances.collect::<Result<_, _>>()?;
            teachers.push(Some(Teachers {
                circle: circle.clone(),
                epoch: *epoch,
                observed,
                seances,
            }));
        }
        Ok(teachers)
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.count(self.visits());
        self.namings.write(&mut writer);
        writer.count(self.lists.len());
        self.lists.iter().for_each(|count| writer.count(*count));
        writer.count(self.keys.rows.len());
        self.keys.write(&mut writer);
        writer.count(self.lesson_ids.len());
        self.lesson_ids.iter().for_each(|id| writer.raw(id));
        writer.finish()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(bytes);
        let visits = reader.count()?;
        let namings = Column::read(&mut reader, visits)?;
        let count = reader.count()?;
        let lists = reader.many(count, |reader| {
            usize::try_from(reader.number()?).map_err(|_| Unreadable)
        })?;
        let named = reader.count()?;
        let keys = Column::read(&mut reader, named)?;
        let seances = reader.count()?;
        let lesson_ids = reader.many(seances, |reader| {
            reader.raw(32)?.try_into().map_err(|_| Unreadable)
        })?;
        reader.finish()?;
        Ok(Self {
            namings,
            keys,
            lists,
            lesson_ids,
        })
    }
}

impl Written for Naming {
    fn write(&self, writer: &mut Writer) {
        writer.count(usize::from(self.0.is_some()));
        if let Some((circle, epoch)) = &self.0 {
            writer.text(circle);
            writer.raw(epoch.as_bytes());
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Unreadable> {
        match reader.number()? {
            0 => Ok(Self(None)),
            1 => {
                let circle = reader.text()?;
                let epoch = reader.raw(16)?.try_into().map_err(|_| Unreadable)?;
                Ok(Self(Some((circle, Uuid::from_bytes(epoch)))))
            }
            _ => Err(Unreadable),
        }
    }
}

impl Written for Key {
    fn write(&self, writer: &mut Writer) {
        writer.raw(&self.0);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Unreadable> {
        Ok(Self(reader.raw(32)?.try_into().map_err(|_| Unreadable)?))
    }
}
