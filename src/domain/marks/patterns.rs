//! Marks by pattern: the reader's own rules first, then those of `assets/rules/marks.json`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{MarkKind, excuses};
use crate::domain::giveaway::{self, GiveawayKind};
use crate::domain::pattern::{Rules, Written};

/// The file of rules.
#[derive(Deserialize)]
pub(super) struct File {
    /// Pieces of patterns: `<name>` in a pattern stands for the piece of that name.
    parts: BTreeMap<String, String>,
    rules: Vec<Written<MarkKind>>,
    /// Words that have a capital without being a name that tells.
    pub capitals: Vec<String>,
}

pub(super) static FILE: LazyLock<Option<File>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../assets/rules/marks.json")).ok());

static RULES: LazyLock<Rules<MarkKind>> = LazyLock::new(|| {
    let rules = FILE.as_ref().map(whole_rules).unwrap_or_default();
    Rules::new(rules).unwrap_or_else(|_| Rules::none())
});

/// The rules with their parts put in.
fn whole_rules(file: &File) -> Vec<Written<MarkKind>> {
    let fill = |pattern: &str| {
        let fill_one = |filled: String, (name, part): (&String, &String)| {
            filled.replace(&format!("<{name}>"), part)
        };
        file.parts.iter().fold(pattern.to_owned(), fill_one)
    };
    let whole = |rule: &Written<MarkKind>| Written { pattern: fill(&rule.pattern), ..rule.clone() };
    file.rules.iter().map(whole).collect()
}

/// All that patterns find, as ranges of bytes; the most telling kind first, of one kind the longest.
pub(super) fn found(text: &str) -> Vec<(MarkKind, usize, usize)> {
    let readers = giveaway::all(text).into_iter();
    let readers = readers.map(|found| (kind(found.kind), found.start, found.end));
    let more = RULES
        .found_in(text)
        .flat_map(|rule| rule.marks(text).into_iter().map(|(start, end)| (rule.kind, start, end)));
    let mut found: Vec<_> = readers
        .chain(more)
        .map(|(kind, start, end)| (kind, start, without_period(kind, text, start, end)))
        .filter(|(kind, start, end)| !excuses::is_excused(text, *kind, *start, *end))
        .collect();
    found.sort_by_key(|(kind, start, end)| (*kind, usize::MAX - (end - start), *start));
    found
}

/// A date's patterns allow for `Sept.`, and so may take the period that ends a sentence.
fn without_period(kind: MarkKind, text: &str, start: usize, end: usize) -> usize {
    let has_one = kind == MarkKind::Date && text[start..end].ends_with('.');
    end - usize::from(has_one)
}

fn kind(kind: GiveawayKind) -> MarkKind {
    match kind {
        GiveawayKind::Mail => MarkKind::Mail,
        GiveawayKind::Phone => MarkKind::Phone,
        GiveawayKind::Handle => MarkKind::Handle,
        GiveawayKind::Link => MarkKind::Link,
        GiveawayKind::Street => MarkKind::Street,
        GiveawayKind::Date => MarkKind::Date,
        GiveawayKind::Name => MarkKind::Name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_of_the_file_compiles_with_its_parts_put_in() {
        let file = FILE.as_ref().unwrap();
        let rules = whole_rules(file);
        assert!(rules.iter().all(|rule| !rule.pattern.contains('<') || rule.pattern.contains("^")));
        for rule in &rules {
            let alone = Rules::new(vec![rule.clone()]);
            assert!(alone.is_ok(), "{}: {alone:?}", rule.pattern);
        }
        assert_eq!(RULES.len(), rules.len());
    }
}
