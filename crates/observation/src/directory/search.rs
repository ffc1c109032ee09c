//! Search as one types, over every school of the country.
//!
//! The words of all schools stand in one sorted list; a word begun is a range of it.

use std::collections::BTreeMap;

use super::school::School;
use crate::folding::search_key;
use crate::uai::Uai;

/// Where a word stands, best first.
const UAI: u8 = 0;
const NAME: u8 = 1;
const COMMUNE: u8 = 2;
const CIRCONSCRIPTION: u8 = 3;
const NOWHERE: u8 = u8::MAX;

/// The schools as search needs them: built once, read-only. To be built anew after an import.
#[derive(Debug, Clone, Default)]
pub struct SchoolIndex {
    /// In the order of name, commune and UAI: the order of answers of one rank.
    schools: Vec<Uai>,
    words: Vec<Word>,
}

/// A word, and each school that holds it, by its place in `schools`, with the best place where it stands.
#[derive(Debug, Clone)]
struct Word {
    text: Box<str>,
    schools: Vec<(u32, u8)>,
}

impl SchoolIndex {
    /// An index of `schools`, closed ones too.
    #[must_use]
    pub fn new<'a>(schools: impl IntoIterator<Item = &'a School>) -> Self {
        let mut entries: Vec<Entry> = schools.into_iter().map(Entry::of).collect();
        entries.sort();
        let mut words: BTreeMap<&str, BTreeMap<u32, u8>> = BTreeMap::new();
        for (position, entry) in (0u32..).zip(&entries) {
            for (word, place) in entry.words() {
                let best = words.entry(word).or_default().entry(position).or_insert(place);
                *best = place.min(*best);
            }
        }
        let words = words.into_iter().map(|(text, schools)| Word {
            text: text.into(),
            schools: schools.into_iter().collect(),
        });
        Self {
            words: words.collect(),
            schools: entries.iter().map(|entry| entry.uai).collect(),
        }
    }

    /// At most `limit` schools in which each word of `query` begins a word, or the UAI; the best first.
    ///
    /// Case, accents, apostrophes and hyphens do not matter. Words found in the UAI count more than in the name, then the
    /// commune, then the circonscription. A query without words gives the first schools by name.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Uai> {
        let key = search_key(query);
        let mut ranks = vec![0u8; self.schools.len()];
        for word in key.split(' ').filter(|word| !word.is_empty()) {
            self.narrow(&mut ranks, word);
        }
        self.best(&ranks, limit)
    }

    /// Adds to the rank of each school the best place of `word`, or leaves it out.
    fn narrow(&self, ranks: &mut [u8], word: &str) {
        let start = self.words.partition_point(|each| &*each.text < word);
        let begun = self.words[start..]
            .iter()
            .take_while(|each| each.text.starts_with(word));
        let mut places = vec![NOWHERE; ranks.len()];
        for &(school, place) in begun.flat_map(|each| &each.schools) {
            let best = &mut places[school as usize];
            *best = place.min(*best);
        }
        for (rank, place) in ranks.iter_mut().zip(places) {
            // NOWHERE saturates, and stays there.
            *rank = rank.saturating_add(place);
        }
    }

    fn best(&self, ranks: &[u8], limit: usize) -> Vec<Uai> {
        let mut by_rank: BTreeMap<u8, Vec<Uai>> = BTreeMap::new();
        for (&rank, &uai) in ranks
            .iter()
            .zip(&self.schools)
            .filter(|(rank, _)| **rank != NOWHERE)
        {
            let found = by_rank.entry(rank).or_default();
            if found.len() < limit {
                found.push(uai);
            }
        }
        by_rank.into_values().flatten().take(limit).collect()
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    name: String,
    commune: String,
    uai: Uai,
    code: String,
    circonscription: String,
}

impl Entry {
    fn of(school: &School) -> Self {
        let circonscription = school.circonscription.as_ref().map_or("", |named| &named.name);
        Self {
            name: search_key(&school.name),
            commune: search_key(&school.commune),
            uai: school.uai,
            code: search_key(school.uai.as_str()),
            circonscription: search_key(circonscription),
        }
    }

    fn words(&self) -> impl Iterator<Item = (&str, u8)> {
        let texts = [
            (&self.code, UAI),
            (&self.name, NAME),
            (&self.commune, COMMUNE),
            (&self.circonscription, CIRCONSCRIPTION),
        ];
        let words = texts
            .into_iter()
            .flat_map(|(text, place)| text.split(' ').map(move |word| (word, place)));
        words.filter(|(word, _)| !word.is_empty())
    }
}
