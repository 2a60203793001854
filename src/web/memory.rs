//! The page memory: answers that are the same for everybody, kept encoded in bounded memory until something changes in
//! public. What is asked for again stays before what was asked for once, so that a robot which reads everything does
//! not push out what people read.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use quick_cache::sync::{Cache, DefaultLifecycle, PlaceholderGuard};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};

use super::encoded::Encoded;

/// Bytes that answers may take: some 200 posts of the usual length, each in three encodings.
const MEMORY_BYTES: u64 = 4 * 1_024 * 1_024;
/// Answers that are expected in it; the room for remembering what was pushed out goes by it.
const ANSWERS: usize = 256;
/// Bytes that an answer takes besides its bodies and its address, about.
const ANSWER_BYTES: usize = 768;

/// What an answer is kept under: what is asked for, and of which generation.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    generation: u64,
    address: String,
}

#[derive(Clone)]
struct Bytes;

impl Weighter<Key, Arc<Encoded>> for Bytes {
    fn weight(&self, key: &Key, answer: &Arc<Encoded>) -> u64 {
        (answer.bytes() + key.address.len() + ANSWER_BYTES) as u64
    }
}

/// The page memory.
pub struct PageMemory {
    cache: Cache<Key, Arc<Encoded>, Bytes>,
    /// That of the last request; what is older is thrown away.
    generation: AtomicU64,
}

/// Where an answer belongs that is not there. Whoever asks for the same waits until it is kept or the place is given up.
pub struct Place<'a>(
    PlaceholderGuard<
        'a,
        Key,
        Arc<Encoded>,
        Bytes,
        DefaultHashBuilder,
        DefaultLifecycle<Key, Arc<Encoded>>,
    >,
);

impl PageMemory {
    pub fn new() -> Self {
        let mut options = OptionsBuilder::new();
        // In one piece. Else there are several for each core, and an answer larger than a piece, as the site map of a
        // column that is some years old, would be made and encoded anew for everybody who asks.
        options.estimated_items_capacity(ANSWERS).weight_capacity(MEMORY_BYTES).shards(1);
        let cache = match options.build() {
            Ok(options) => Cache::with_options(
                options,
                Bytes,
                DefaultHashBuilder::default(),
                DefaultLifecycle::default(),
            ),
            Err(_) => Cache::with_weighter(ANSWERS, MEMORY_BYTES, Bytes),
        };
        Self { cache, generation: AtomicU64::new(0) }
    }

    /// The answer for an address, as it is kept in this generation, or the place where it is to be.
    pub async fn find(&self, generation: u64, address: String) -> Result<Arc<Encoded>, Place<'_>> {
        if self.generation.load(Ordering::Relaxed) != generation
            && self.generation.fetch_max(generation, Ordering::Relaxed) < generation
        {
            self.cache.clear();
        }
        self.cache.get_value_or_guard_async(&Key { generation, address }).await.map_err(Place)
    }
}

impl Place<'_> {
    /// Keeps an answer, unless it alone is too large for the memory.
    pub fn keep(self, answer: Arc<Encoded>) {
        // One that is gone by now belonged to a generation that is over.
        let _ = self.0.insert(answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An answer of so many bytes, and a few.
    fn answer(bytes: usize) -> Arc<Encoded> {
        let body: Vec<u8> = (0..bytes).map(|place| place as u8).collect();
        Arc::new(Encoded::new(&axum::http::HeaderMap::new(), &body).unwrap())
    }

    async fn place<'a>(memory: &'a PageMemory, generation: u64, address: &str) -> Place<'a> {
        memory.find(generation, address.to_owned()).await.err().expect("nothing is kept there")
    }

    async fn is_kept(memory: &PageMemory, generation: u64, address: &str) -> bool {
        memory.find(generation, address.to_owned()).await.is_ok()
    }

    #[tokio::test]
    async fn the_memory_stays_within_its_bound_however_many_addresses_are_asked_for() {
        let (memory, answer) = (PageMemory::new(), answer(12_000));
        let mut most = 0;
        for number in 0..5_000 {
            place(&memory, 1, &format!("/?{number}")).await.keep(Arc::clone(&answer));
            most = most.max(memory.cache.weight());
        }
        assert!(most <= MEMORY_BYTES, "{most}");
        assert!(most > MEMORY_BYTES / 2, "the room is used: {most}");
    }

    #[tokio::test]
    async fn what_is_read_again_stays_when_a_robot_reads_everything() {
        let (memory, answer) = (PageMemory::new(), answer(12_000));
        place(&memory, 1, "/").await.keep(Arc::clone(&answer));
        for number in 0..5_000 {
            assert!(is_kept(&memory, 1, "/").await, "after {number}");
            place(&memory, 1, &format!("/?{number}")).await.keep(Arc::clone(&answer));
        }
    }

    #[tokio::test]
    async fn a_change_throws_everything_away_that_was_kept_before_it() {
        let memory = PageMemory::new();
        place(&memory, 1, "/").await.keep(answer(10));
        let late = place(&memory, 1, "/tags").await;
        assert!(is_kept(&memory, 1, "/").await);
        drop(place(&memory, 2, "/").await);
        late.keep(answer(10));
        assert_eq!(memory.cache.weight(), 0);
        assert!(!is_kept(&memory, 2, "/tags").await);
    }

    #[tokio::test]
    async fn whoever_asks_for_what_is_being_made_waits_for_it() {
        let memory = PageMemory::new();
        let first = place(&memory, 1, "/").await;
        let made = answer(10);
        let (found, ()) =
            tokio::join!(memory.find(1, "/".to_owned()), async { first.keep(Arc::clone(&made)) });
        assert!(found.is_ok_and(|found| Arc::ptr_eq(&found, &made)));
    }

    #[tokio::test]
    async fn a_place_that_is_given_up_goes_to_whoever_waits() {
        let memory = PageMemory::new();
        let first = place(&memory, 1, "/").await;
        let (found, ()) = tokio::join!(memory.find(1, "/".to_owned()), async { drop(first) });
        assert!(found.is_err());
    }

    #[tokio::test]
    async fn an_answer_of_a_third_of_the_memory_is_kept() {
        let (memory, answer) = (PageMemory::new(), answer(MEMORY_BYTES as usize / 3));
        place(&memory, 1, "/sitemap.xml").await.keep(answer);
        assert!(is_kept(&memory, 1, "/sitemap.xml").await);
    }

    #[tokio::test]
    async fn an_answer_larger_than_the_memory_is_not_kept() {
        let memory = PageMemory::new();
        place(&memory, 1, "/").await.keep(answer(MEMORY_BYTES as usize + 1));
        assert!(!is_kept(&memory, 1, "/").await);
        assert_eq!(memory.cache.weight(), 0);
    }
}
