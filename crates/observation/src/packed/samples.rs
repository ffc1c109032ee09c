//! How many samples of each lesson held each combination of the timeline's codes.

use std::collections::BTreeMap;

use super::bytes::{Reader, Unreadable, Writer};
use super::dictionary::{Column, Written};
use super::layout::{Layout, Misfit};
use super::visit::PackedSeance;
use crate::facts::SampleCount;

/// The samples of a block of lessons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Samples {
    /// The combination of each count, lesson after lesson.
    combinations: Column<Combination>,
    counts: Vec<u32>,
    /// How many counts each lesson has.
    of_seances: Vec<usize>,
}

/// The codes of a sample by their ranks in the layout, sorted.
type Ranks = Vec<u32>;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Combination(Ranks);

impl Samples {
    pub(super) fn of<'v>(
        layout: &Layout,
        seances: impl Iterator<Item = &'v PackedSeance>,
    ) -> Result<Self, Misfit> {
        let (mut combinations, mut counts, mut of_seances) = (Vec::new(), Vec::new(), Vec::new());
        for seance in seances {
            of_seances.push(seance.samples.len());
            for sample in &seance.samples {
                combinations.push(Combination::of(layout, sample)?);
                counts.push(sample.count);
            }
        }
        Ok(Self {
            combinations: Column::of(combinations.iter()),
            counts,
            of_seances,
        })
    }

    /// Those of each lesson.
    pub(super) fn unpacked(&self, layout: &Layout) -> impl Iterator<Item = Vec<SampleCount>> {
        let mut next = 0;
        self.of_seances.iter().map(move |count| {
            let own = next..next + count;
            next = own.end;
            own.map(|at| SampleCount {
                codes: self.combinations.get(at).codes(layout),
                count: self.counts[at],
            })
            .collect()
        })
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.count(self.of_seances.len());
        self.of_seances.iter().for_each(|count| writer.count(*count));
        writer.count(self.counts.len());
        self.counts
            .iter()
            .for_each(|count| writer.number(u64::from(*count)));
        self.combinations.write(&mut writer);
        writer.finish()
    }

    pub(super) fn from_bytes(layout: &Layout, bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(bytes);
        let seances = reader.count()?;
        let of_seances = reader.many(seances, |reader| {
            usize::try_from(reader.number()?).map_err(|_| Unreadable)
        })?;
        let counted = reader.count()?;
        let counts = reader.many(counted, |reader| {
            u32::try_from(reader.number()?).map_err(|_| Unreadable)
        })?;
        let combinations: Column<Combination> = Column::read(&mut reader, counted)?;
        reader.finish()?;
        let all = of_seances
            .iter()
            .try_fold(0_usize, |all, count| all.checked_add(*count));
        let known = layout.timeline_codes().len();
        let is_known = |one: &Combination| one.0.iter().all(|rank| (*rank as usize) < known);
        if all == Some(counted) && combinations.entries.iter().all(is_known) {
            Ok(Self {
                combinations,
                counts,
                of_seances,
            })
        } else {
            Err(Unreadable)
        }
    }

    /// How many lessons.
    pub(super) fn seances(&self) -> usize {
        self.of_seances.len()
    }
}

impl Combination {
    fn of(layout: &Layout, sample: &SampleCount) -> Result<Self, Misfit> {
        let known = layout.timeline_codes();
        let pairs = sample.codes.iter();
        let pairs = pairs.flat_map(|(track, codes)| codes.iter().map(move |code| (track, code)));
        let rank = |(track, code): (&String, &String)| {
            let found = known.iter().position(|one| one.0 == *track && one.1 == *code);
            let found = found.and_then(|rank| u32::try_from(rank).ok());
            found.ok_or_else(|| Misfit(format!("{track}/{code}")))
        };
        let mut ranks: Ranks = pairs.map(rank).collect::<Result<_, _>>()?;
        ranks.sort_unstable();
        ranks.dedup();
        Ok(Self(ranks))
    }

    fn codes(&self, layout: &Layout) -> BTreeMap<String, Vec<String>> {
        let mut codes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for rank in &self.0 {
            let (track, code) = &layout.timeline_codes()[*rank as usize];
            codes.entry(track.clone()).or_default().push(code.clone());
        }
        codes
    }
}

impl Written for Combination {
    fn write(&self, writer: &mut Writer) {
        writer.count(self.0.len());
        self.0.iter().for_each(|rank| writer.number(u64::from(*rank)));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Unreadable> {
        let count = reader.count()?;
        let rank = |reader: &mut Reader<'_>| u32::try_from(reader.number()?).map_err(|_| Unreadable);
        Ok(Self(reader.many(count, rank)?))
    }
}
