//! Names for responses whose writers gave none.

use std::collections::HashSet;

const QUALITIES: [&str; 48] = [
    "Amber",
    "Autumn",
    "Brave",
    "Bright",
    "Calm",
    "Clear",
    "Coastal",
    "Curious",
    "Distant",
    "Early",
    "Evening",
    "Fair",
    "Fond",
    "Free",
    "Frosty",
    "Gentle",
    "Glad",
    "Golden",
    "Green",
    "Honest",
    "Indigo",
    "Kind",
    "Late",
    "Little",
    "Lively",
    "Lucky",
    "Mellow",
    "Merry",
    "Misty",
    "Modest",
    "Morning",
    "Northern",
    "Open",
    "Patient",
    "Plain",
    "Quiet",
    "Rainy",
    "Silver",
    "Slow",
    "Snowy",
    "Southern",
    "Steady",
    "Summer",
    "Tender",
    "Thoughtful",
    "True",
    "Warm",
    "Winter",
];

const BEINGS: [&str; 48] = [
    "Alder",
    "Aster",
    "Beech",
    "Birch",
    "Blackbird",
    "Bluebell",
    "Bramble",
    "Cedar",
    "Clover",
    "Cornflower",
    "Cowslip",
    "Crane",
    "Curlew",
    "Daisy",
    "Elder",
    "Fern",
    "Finch",
    "Foxglove",
    "Goldfinch",
    "Harebell",
    "Hazel",
    "Heather",
    "Heron",
    "Honeysuckle",
    "Iris",
    "Juniper",
    "Kestrel",
    "Lapwing",
    "Lark",
    "Linden",
    "Linnet",
    "Magpie",
    "Maple",
    "Marigold",
    "Nettle",
    "Nuthatch",
    "Osprey",
    "Plover",
    "Poplar",
    "Primrose",
    "Robin",
    "Rowan",
    "Sparrow",
    "Swallow",
    "Thistle",
    "Thrush",
    "Willow",
    "Wren",
];

/// A name that none of `taken` is, as *Quiet Heron*: the first free one from where `random` points. Once all are
/// taken, which no post comes to, they begin again with numbers.
pub fn pseudonym(random: u64, taken: &HashSet<String>) -> String {
    let all = (QUALITIES.len() * BEINGS.len()) as u64;
    let name = |place: u64| {
        let (quality, being) = (place / BEINGS.len() as u64, place % BEINGS.len() as u64);
        format!("{} {}", QUALITIES[quality as usize], BEINGS[being as usize])
    };
    let mut free = (0..all).map(|step| name((random % all + step) % all));
    free.find(|name| !taken.contains(name)).unwrap_or_else(|| {
        let name = name(random % all);
        let mut numbered = (2_u32..).map(|number| format!("{name} {number}"));
        numbered.find(|name| !taken.contains(name)).unwrap_or(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_thread_is_its_own_even_when_all_are_taken() {
        let mut taken = HashSet::new();
        for _ in 0..QUALITIES.len() * BEINGS.len() + 3 {
            assert!(taken.insert(pseudonym(u64::MAX, &taken)));
        }
        assert!(taken.contains("Quiet Heron"));
        assert_eq!(taken.iter().filter(|name| name.ends_with('2')).count(), 1);
    }
}
