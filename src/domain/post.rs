//! Posts: as they are written at the desk, and as the public reads them.

use serde::{Deserialize, Serialize};

use super::{
    BlockId, Consent, Day, Moment, PostId, Proof, ProofState, PublicId, QuestionId, Slug, Status,
    TagName, Zone, clean_text,
};

/// Characters of a post's title.
pub const TITLE_CHARS_MAX: usize = 200;
/// Characters of a question as printed.
pub const PRINTED_CHARS_MAX: usize = 10_000;
/// Characters of a content warning.
pub const WARNING_CHARS_MAX: usize = 200;
/// Blocks of one post.
pub const BLOCKS_MAX: usize = 8;
/// Characters of an answer in Markdown.
pub const ANSWER_CHARS_MAX: usize = 100_000;

/// What the editor saves. It may be unfinished; only its limits are checked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PostText {
    pub title: String,
    /// The question as printed.
    pub printed: String,
    /// Markdown.
    pub answer: String,
    pub tags: Vec<TagName>,
    /// Chosen by hand; none means one made of the title when it is published.
    pub slug: Option<Slug>,
    #[serde(default)]
    pub options: PostOptions,
}

/// How a post is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostOptions {
    /// What the text speaks of, for whoever would rather not read on; it folds the text. Empty for none.
    pub warning: String,
    /// Reached by its address alone: in no list, feed or search.
    pub unlisted: bool,
    /// Whether readers may comment on it.
    pub comments: bool,
    /// Texts that return, in their order.
    pub blocks: Vec<BlockId>,
}

impl Default for PostOptions {
    fn default() -> Self {
        Self { warning: String::new(), unlisted: false, comments: true, blocks: Vec::new() }
    }
}

impl PostOptions {
    /// These options with a content warning as typed, on one line.
    ///
    /// # Errors
    ///
    /// * [`InvalidPost::Warning`] over [`WARNING_CHARS_MAX`] characters.
    pub fn with_warning(self, typed: &str) -> Result<Self, InvalidPost> {
        let warning = clean_text(typed).split_whitespace().collect::<Vec<_>>().join(" ");
        match warning.chars().count() {
            chars if chars > WARNING_CHARS_MAX => Err(InvalidPost::Warning { chars }),
            _ => Ok(Self { warning, ..self }),
        }
    }
}

/// What a post is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// It answers letters.
    #[default]
    Answer,
    /// News, an event, an essay.
    Entry,
    /// As *about* or *imprint*: without a date, in the menu or not.
    Page,
}

impl PostKind {
    pub const ALL: [Self; 3] = [Self::Answer, Self::Entry, Self::Page];

    /// The word that forms and both stores use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Entry => "entry",
            Self::Page => "page",
        }
    }

    /// Where a post of this kind stands on the site.
    pub fn address(self, slug: &Slug) -> String {
        match self {
            Self::Answer | Self::Entry => format!("/posts/{}", slug.as_str()),
            Self::Page => format!("/{}", slug.as_str()),
        }
    }

    /// Reads its word; none for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A field of the editor that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPost {
    #[error("the title has {chars} characters")]
    Title { chars: usize },
    #[error("the question as printed has {chars} characters")]
    Printed { chars: usize },
    #[error("the answer has {chars} characters")]
    Answer { chars: usize },
    #[error(transparent)]
    Tags(#[from] super::InvalidTag),
    #[error(transparent)]
    Slug(#[from] super::InvalidSlug),
    #[error("the content warning has {chars} characters")]
    Warning { chars: usize },
}

/// What is still missing before a post can be published, in the order of the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unpublishable {
    #[error("it has no title")]
    NoTitle,
    #[error("it has no answer")]
    NoAnswer,
    /// A letter behind it asked for a private answer.
    #[error("a letter behind it is private")]
    Private,
    /// A letter behind it is to be shown to its asker first.
    #[error("a letter behind it must be shown to its asker first")]
    Proof,
    /// A letter behind it is declined or spam.
    #[error("a letter behind it is declined or spam")]
    Refused,
    /// The asker has been shown the text and has until this day; silence means no.
    #[error("an asker has not approved the text yet")]
    ProofWaiting { until: Day },
    /// The asker wants something changed.
    #[error("an asker wants the text changed")]
    ProofChanges,
    /// An asker was sent another text than the one that stands here now.
    #[error("the text has changed since an asker was sent it")]
    ProofOutdated,
    /// A letter behind it is to be shown to its asker first, and came without a receipt.
    #[error("a letter behind it must be shown to an asker who cannot be reached")]
    Unreachable,
}

impl PostText {
    /// Parses the editor's fields as typed.
    ///
    /// # Errors
    ///
    /// * [`InvalidPost`] for the first field that is over its limit or unreadable.
    pub fn parse(
        title: &str,
        printed: &str,
        answer: &str,
        tags: &str,
        slug: &str,
    ) -> Result<Self, InvalidPost> {
        let title = clean_text(title).split_whitespace().collect::<Vec<_>>().join(" ");
        let (printed, answer) = (clean_text(printed), clean_text(answer));
        let over = |text: &str, most| Some(text.chars().count()).filter(|&chars| chars > most);
        if let Some(chars) = over(&title, TITLE_CHARS_MAX) {
            return Err(InvalidPost::Title { chars });
        }
        if let Some(chars) = over(&printed, PRINTED_CHARS_MAX) {
            return Err(InvalidPost::Printed { chars });
        }
        if let Some(chars) = over(&answer, ANSWER_CHARS_MAX) {
            return Err(InvalidPost::Answer { chars });
        }
        let tags = TagName::parse_list(tags)?;
        let slug = match slug.trim() {
            "" => None,
            typed => Some(Slug::by_hand(typed)?),
        };
        Ok(Self { title, printed, answer, tags, slug, options: PostOptions::default() })
    }

    /// This text with another question as printed.
    ///
    /// # Errors
    ///
    /// * [`InvalidPost::Printed`] over [`PRINTED_CHARS_MAX`] characters.
    pub fn with_printed(self, printed: &str) -> Result<Self, InvalidPost> {
        let printed = clean_text(printed);
        match printed.chars().count() {
            chars if chars > PRINTED_CHARS_MAX => Err(InvalidPost::Printed { chars }),
            _ => Ok(Self { printed, ..self }),
        }
    }
}

/// A post at the desk.
#[derive(Debug, Clone)]
pub struct Post {
    pub id: PostId,
    pub public_id: PublicId,
    pub kind: PostKind,
    /// When it is to become public, while it waits for that.
    pub due: Option<Moment>,
    /// Put into the bin on this day.
    pub deleted: Option<Day>,
    /// Of a page in the menu.
    pub position: Option<u32>,
    /// Grows by one with each save; a save names the one it was made from.
    pub revision: u32,
    pub text: PostText,
    /// Set from the first publication on, and while it waits for that.
    pub publication: Option<Publication>,
    pub questions: Vec<PostQuestion>,
}

/// How a post stands in public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    pub slug: Slug,
    /// The revision that is public; the newest may be ahead of it.
    pub revision: u32,
    pub first: Moment,
    /// When its public text last changed, if that was on a later day than the first.
    pub updated: Option<Moment>,
    /// False once it has been taken back.
    pub live: bool,
}

impl Publication {
    /// What readers are told of changes when `revision` becomes public at `now`; those of its first day by the calendar
    /// of `zone` are not worth a word.
    pub fn updated_with(&self, revision: u32, now: Moment, zone: &Zone) -> Option<Moment> {
        if self.revision != revision && zone.day(self.first) != zone.day(now) {
            Some(now)
        } else {
            self.updated
        }
    }
}

/// A question that a post answers.
#[derive(Debug, Clone)]
pub struct PostQuestion {
    pub id: QuestionId,
    pub original: String,
    pub consent: Consent,
    pub status: Status,
    /// Whether it has a receipt, so that its asker can be sent something.
    pub reachable: bool,
    /// The latest text that its asker was sent for approval.
    pub proof: Option<Proof>,
}

impl PostQuestion {
    /// Whether its asker allows `printed` to be published.
    fn allows(&self, printed: &str) -> Result<(), Unpublishable> {
        match (self.consent, &self.proof) {
            (Consent::Print, _) => Ok(()),
            (Consent::Private, _) => Err(Unpublishable::Private),
            (Consent::Proof, None) => Err(Unpublishable::Proof),
            (Consent::Proof, Some(proof)) if proof.text != printed => {
                Err(Unpublishable::ProofOutdated)
            }
            (Consent::Proof, Some(proof)) => match proof.state {
                ProofState::Waiting => Err(Unpublishable::ProofWaiting { until: proof.until }),
                ProofState::Changes => Err(Unpublishable::ProofChanges),
                ProofState::Approved => Ok(()),
            },
        }
    }
}

impl Post {
    /// How it stood in public before what is decided now; none where it never was there, as while it waits for the
    /// first time.
    pub fn before(&self) -> Option<&Publication> {
        self.publication.as_ref().filter(|publication| Some(publication.first) != self.due)
    }

    /// How it stands in public now.
    pub fn live(&self) -> Option<&Publication> {
        self.publication.as_ref().filter(|publication| publication.live)
    }

    /// Whether this revision may go out.
    ///
    /// # Errors
    ///
    /// * [`Unpublishable`], the first reason in the order of the editor.
    pub fn publishable(&self) -> Result<(), Unpublishable> {
        if self.text.title.is_empty() {
            Err(Unpublishable::NoTitle)
        } else if self.text.answer.is_empty() {
            Err(Unpublishable::NoAnswer)
        } else {
            self.allowed()
        }
    }

    /// The letters' part of [`Post::publishable`] alone; a private letter weighs more than any proof.
    ///
    /// # Errors
    ///
    /// * As for [`Post::open`], or what keeps a proof from being an approval.
    pub fn allowed(&self) -> Result<(), Unpublishable> {
        self.open()?;
        self.questions.iter().try_for_each(|question| question.allows(&self.text.printed))
    }

    /// Whether it may go out once every asker who wants to see it has approved it.
    ///
    /// # Errors
    ///
    /// * [`Unpublishable::Private`], [`Unpublishable::Refused`] or [`Unpublishable::Unreachable`].
    pub fn open(&self) -> Result<(), Unpublishable> {
        let any = |is: fn(&PostQuestion) -> bool| self.questions.iter().any(is);
        if any(|letter| letter.consent == Consent::Private) {
            Err(Unpublishable::Private)
        } else if any(|letter| matches!(letter.status, Status::Declined | Status::Spam)) {
            Err(Unpublishable::Refused)
        } else if any(|letter| letter.consent == Consent::Proof && !letter.reachable) {
            Err(Unpublishable::Unreachable)
        } else {
            Ok(())
        }
    }

    /// The letters whose askers want to see the text first.
    pub fn to_prove(&self) -> impl Iterator<Item = &PostQuestion> {
        self.questions.iter().filter(|question| question.consent == Consent::Proof)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_has_its_own_limit() {
        let long = |chars| "ü".repeat(chars);
        let parse = |title: &str, printed: &str, answer: &str| {
            PostText::parse(title, printed, answer, "", "")
        };
        assert!(parse(&long(200), &long(10_000), &long(100_000)).is_ok());
        assert_eq!(parse(&long(201), "", ""), Err(InvalidPost::Title { chars: 201 }));
        assert_eq!(parse("", &long(10_001), ""), Err(InvalidPost::Printed { chars: 10_001 }));
        assert_eq!(parse("", "", &long(100_001)), Err(InvalidPost::Answer { chars: 100_001 }));
        let wordless = Err(InvalidPost::Slug(crate::domain::InvalidSlug::Wordless));
        assert_eq!(PostText::parse("", "", "", "", "!!"), wordless);
    }

    #[test]
    fn one_private_letter_among_many_keeps_a_post_from_the_public() {
        let question = |consent| PostQuestion {
            id: QuestionId(1),
            original: "Why?".into(),
            consent,
            status: Status::Drafting,
            reachable: true,
            proof: None,
        };
        let mut post = Post {
            id: PostId(1),
            public_id: PublicId([0; 16]),
            kind: PostKind::Answer,
            due: None,
            deleted: None,
            position: None,
            revision: 1,
            text: PostText { title: "T".into(), answer: "A".into(), ..PostText::default() },
            publication: None,
            questions: vec![question(Consent::Print)],
        };
        assert_eq!(post.publishable(), Ok(()));
        post.questions.push(question(Consent::Proof));
        assert_eq!(post.publishable(), Err(Unpublishable::Proof));
        let until = Day(9);
        let proof = |text: &str, state| {
            Some(Proof { number: 1, text: text.into(), until, state, wishes: String::new() })
        };
        for (sent, expected) in [
            (proof("P", ProofState::Waiting), Err(Unpublishable::ProofWaiting { until: Day(9) })),
            (proof("P", ProofState::Changes), Err(Unpublishable::ProofChanges)),
            (proof("Q", ProofState::Approved), Err(Unpublishable::ProofOutdated)),
            (proof("Q", ProofState::Waiting), Err(Unpublishable::ProofOutdated)),
            (proof("P", ProofState::Approved), Ok(())),
        ] {
            post.text.printed = "P".into();
            post.questions[1].proof = sent;
            assert_eq!(post.publishable(), expected);
        }
        post.questions[1].reachable = false;
        assert_eq!(post.publishable(), Err(Unpublishable::Unreachable));
        post.questions[1].status = Status::Spam;
        assert_eq!(post.publishable(), Err(Unpublishable::Refused));
        post.questions.push(question(Consent::Private));
        assert_eq!(post.publishable(), Err(Unpublishable::Private));
        post.text.title.clear();
        assert_eq!(post.publishable(), Err(Unpublishable::NoTitle));
    }
}
