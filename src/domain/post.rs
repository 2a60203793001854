//! Posts: as they are written at the desk, and as the public reads them.

use serde::{Deserialize, Serialize};

use super::{
    Consent, Day, Moment, PostId, PostText, Proof, ProofState, PublicId, QuestionId, Slug, Status,
    Zone,
};

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
