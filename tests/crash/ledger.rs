//! What clients know was done: every acknowledged deed, and of each client the one deed whose answer
//! never came.

use unsaid::seal;

/// A letter with all that was done to it.
#[derive(Debug, Default)]
pub struct Letter {
    /// In its first line, and nowhere else.
    pub mark: String,
    pub text: String,
    pub receipt: String,
    pub acknowledged: bool,
    /// What its asker allows.
    pub consent: Choice,
    /// Where it is at the desk, once that is known.
    pub path: String,
    pub replies: Deeds,
    pub post: Option<Post>,
    pub follow_ups: Deeds,
    /// Texts that were sent for approval.
    pub proofs: Deeds,
    /// What was said to them: to the first that it is to be changed, to the second yes, and so on.
    pub answers: Deeds,
    pub taken_back: TakenBack,
    /// The address of a post that was about to be published when its asker closed it.
    pub contested: Option<String>,
    /// It was closed before that post was public, so it never will be.
    pub barred: bool,
}

/// What may be done with a letter.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    pub holds: &'static str,
    /// The one that was under way when the program was killed.
    pub unsure: Option<&'static str>,
}

/// Whether a letter was taken back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TakenBack {
    #[default]
    No,
    /// It was under way when the program was killed.
    Unsure,
    Yes,
}

/// A post of one letter.
#[derive(Debug, Default)]
pub struct Post {
    /// Where it is at the desk.
    pub path: String,
    /// The marks of the texts that were saved.
    pub saved: Deeds,
    /// The marks of the texts that were published.
    pub published: Deeds,
}

/// Deeds of one kind, in their order.
#[derive(Debug, Default, Clone)]
pub struct Deeds {
    pub acknowledged: Vec<String>,
    /// The one that was under way when the program was killed.
    pub unsure: Option<String>,
}

impl Letter {
    /// A letter that is about to be sent with these words.
    pub fn new(receipt: String, consent: &'static str) -> Self {
        let mark = mark();
        let text = format!("{mark} is what I cannot ask.\n\nHow do I tell her?");
        let consent = Choice { holds: consent, unsure: None };
        Self { mark, text, receipt, consent, ..Self::default() }
    }

    /// Whether something was done to it whose answer never came.
    pub fn is_unsure(&self) -> bool {
        let saved = self.post.as_ref().is_some_and(|post| post.saved.unsure.is_some());
        let deeds = [&self.replies, &self.follow_ups, &self.proofs, &self.answers];
        !self.acknowledged
            || saved
            || deeds.iter().any(|deeds| deeds.unsure.is_some())
            || self.consent.unsure.is_some()
            || self.taken_back == TakenBack::Unsure
    }

    /// Whether nobody has done anything to it.
    pub fn is_fresh(&self) -> bool {
        let deeds = [&self.replies, &self.follow_ups, &self.proofs];
        self.post.is_none()
            && self.contested.is_none()
            && self.taken_back == TakenBack::No
            && deeds.iter().all(|deeds| deeds.acknowledged.is_empty())
    }

    /// Every mark that it bears.
    pub fn marks(&self) -> impl Iterator<Item = &String> {
        let deeds = [&self.replies, &self.follow_ups, &self.proofs, &self.answers];
        let said = deeds.into_iter().flat_map(|deeds| &deeds.acknowledged);
        let saved = self.post.iter().flat_map(|post| &post.saved.acknowledged);
        std::iter::once(&self.mark).chain(said).chain(saved)
    }
}

impl Default for Choice {
    fn default() -> Self {
        Self { holds: "print", unsure: None }
    }
}

impl Choice {
    /// What holds turned out to be this, which must be what was chosen last or the unsure choice behind it.
    #[track_caller]
    pub fn settle(&mut self, shown: &str) {
        let unsure = self.unsure.take();
        if let Some(chosen) = unsure.filter(|chosen| *chosen == shown) {
            self.holds = chosen;
        }
        assert_eq!(shown, self.holds, "the choice that holds; {unsure:?} was under way");
    }
}

impl Deeds {
    /// Something is about to be done.
    pub fn begin(&mut self) -> String {
        let mark = mark();
        self.unsure = Some(mark.clone());
        mark
    }

    /// It was answered.
    pub fn acknowledge(&mut self) {
        self.acknowledged.extend(self.unsure.take());
    }

    /// The marks that may stand where only the last deed shows.
    pub fn may_show(&self) -> Vec<&String> {
        self.acknowledged.last().into_iter().chain(&self.unsure).collect()
    }

    /// Whether these are all acknowledged deeds, once each and in their order, and at most the unsure
    /// one behind them.
    pub fn fit(&self, shown: &[String]) -> bool {
        let behind = shown.strip_prefix(self.acknowledged.as_slice());
        behind.is_some_and(|behind| behind.is_empty() || behind == self.unsure.as_slice())
    }

    /// What turned out to have been done is known from now on.
    pub fn settle(&mut self, done: bool) {
        let unsure = self.unsure.take();
        self.acknowledged.extend(unsure.filter(|_| done));
    }
}

/// A word that nothing else holds.
pub fn mark() -> String {
    format!("q{:016x}", seal::random_u64())
}
