//! The check before publishing: what is left to mend or to think about. Nobody reads a list that cries wolf, so it has
//! what matters, the asker's safety first.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Day, KeptMark, Mark, Post, PostKind, Slug, Unpublishable};

/// Links of one answer that are followed, at most.
pub const LINKS_CHECKED_MAX: usize = 50;
/// Links that lead nowhere and are told, at most.
pub const DEAD_LINKS_MAX: usize = 10;

/// Something that is left before a post goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// An asker has not allowed it, or not this text.
    Asker(Unpublishable),
    /// Places in the printed question that may give the asker away. `stands_for` tells them from others.
    Marks {
        count: usize,
        stands_for: String,
    },
    /// A letter came so short a while ago that whoever saw it written could tell whose it is.
    Early {
        letter: Day,
        days: u32,
        from: Day,
    },
    NoTitle,
    NoAnswer,
    NoTag,
    /// Pictures that say nothing to whoever cannot see them.
    NoAlt {
        count: usize,
    },
    /// Places of a page that were begun from a text and are still to be filled in, as `[your name]`.
    Gaps {
        count: usize,
    },
    /// A link that leads nowhere in this site.
    DeadLink {
        address: String,
    },
}

/// How much a finding weighs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weight {
    /// Nothing goes out with it.
    Shuts,
    /// It protects the asker: it takes a box of this name, ticked with this value.
    Tick { name: &'static str, value: String },
    /// Worth a look.
    Advice,
}

impl Finding {
    /// What it weighs.
    pub fn weight(&self) -> Weight {
        match self {
            Self::Asker(_) | Self::NoTitle | Self::NoAnswer => Weight::Shuts,
            Self::Marks { stands_for, .. } => {
                Weight::Tick { name: "tick-marks", value: stands_for.clone() }
            }
            Self::Early { .. } => Weight::Tick { name: "tick-early", value: "yes".to_owned() },
            Self::NoTag | Self::NoAlt { .. } | Self::Gaps { .. } | Self::DeadLink { .. } => {
                Weight::Advice
            }
        }
    }

    /// Whether it is there for the asker's sake.
    pub fn protects(&self) -> bool {
        matches!(self, Self::Asker(_) | Self::Marks { .. } | Self::Early { .. })
    }
}

/// All that the editor shows of a post's safety.
#[derive(Debug, Clone, Default)]
pub struct Inspection {
    /// Marks of the printed question that are neither blurred nor kept.
    pub marks: Vec<Mark>,
    pub kept: Vec<KeptMark>,
    pub findings: Vec<Finding>,
}

/// What the check looks at besides the post.
#[derive(Debug, Clone)]
pub struct CheckFacts<'a> {
    pub marks: &'a [Mark],
    /// The question as readers see it already, if they do.
    pub public: Option<&'a str>,
    /// The day on which it is to come out.
    pub out: Day,
    /// Days that are to lie between a letter and its answer at the least.
    pub min_days: u32,
    pub without_alt: usize,
    /// Places in brackets that make no link.
    pub gaps: usize,
    pub dead_links: Vec<String>,
}

/// What is left before a post goes out, what protects the asker first.
pub fn check(post: &Post, facts: CheckFacts<'_>) -> Vec<Finding> {
    let text = &post.text;
    let has_topic = text.tags.iter().any(|tag| !tag.is_private());
    let mut findings: Vec<Finding> = post.allowed().err().map(Finding::Asker).into_iter().collect();
    // What readers have before them cannot be hidden from them by a tick.
    if !facts.marks.is_empty() && facts.public != Some(text.printed.as_str()) {
        let stands_for = stands_for(&text.printed, facts.marks);
        findings.push(Finding::Marks { count: facts.marks.len(), stands_for });
    }
    findings.extend(early(post, &facts));
    let missing = [
        (text.title.is_empty(), Finding::NoTitle),
        (text.answer.is_empty(), Finding::NoAnswer),
        (!has_topic && post.kind != PostKind::Page, Finding::NoTag),
        (facts.without_alt > 0, Finding::NoAlt { count: facts.without_alt }),
        // An answer may have brackets of its own: “[sic]”.
        (facts.gaps > 0 && post.kind == PostKind::Page, Finding::Gaps { count: facts.gaps }),
    ];
    findings.extend(missing.into_iter().filter(|(is, _)| *is).map(|(_, finding)| finding));
    let dead = facts.dead_links.into_iter().take(DEAD_LINKS_MAX);
    findings.extend(dead.map(|address| Finding::DeadLink { address }));
    findings
}

/// The youngest letter, if it is answered sooner than `min_days` after it came. What is public already is out.
fn early(post: &Post, facts: &CheckFacts<'_>) -> Option<Finding> {
    let letter = post.questions.iter().map(|question| question.id.day()).max()?;
    let from = letter.plus(facts.min_days);
    let days = facts.out.0.saturating_sub(letter.0);
    (post.live().is_none() && facts.out < from).then_some(Finding::Early { letter, days, from })
}

/// Tells these marks from any others, so that a tick counts for what was in sight when it was set. No secret hangs on
/// it: who presses the button may set the tick as well.
fn stands_for(text: &str, marks: &[Mark]) -> String {
    let mut words: Vec<_> = marks.iter().map(|mark| (mark.kind, mark.words(text))).collect();
    words.sort();
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Where a link within the site leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InnerLink {
    Post(Slug),
    Tag(Slug),
    /// A page of the column, as *about*.
    Page(Slug),
    Nowhere,
}

/// Where an address that stands in an answer leads; none where that is another site, or what the program answers
/// itself. A path that does not begin with `/` leads somewhere else from each page that it stands on: nowhere.
pub fn inner_link(address: &str) -> Option<InnerLink> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() || path.starts_with("//") || has_scheme(path) {
        return None;
    }
    let Some(path) = path.strip_prefix('/') else { return Some(InnerLink::Nowhere) };
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let slug = |text: &str, lead: fn(Slug) -> InnerLink| {
        Some(Slug::parse(text).map_or(InnerLink::Nowhere, lead))
    };
    match parts.as_slice() {
        [] => None,
        ["posts", post] => slug(post, InnerLink::Post),
        ["tags", tag] => slug(tag, InnerLink::Tag),
        // A feed, a map of the site.
        [file] if file.contains('.') => None,
        [first, ..] if Slug::parse(first).is_some_and(|first| first.is_reserved()) => None,
        [page] => slug(page, InnerLink::Page),
        _ => Some(InnerLink::Nowhere),
    }
}

fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
