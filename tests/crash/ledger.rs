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
    /// Where it is at the desk, once that is known.
    pub path: String,
    pub replies: Deeds,
    pub post: Option<Post>,
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
#[derive(Debug, Default)]
pub struct Deeds {
    pub acknowledged: Vec<String>,
    /// The one that was under way when the program was killed.
    pub unsure: Option<String>,
}

impl Letter {
    /// A letter that is about to be sent with these words.
    pub fn new(receipt: String) -> Self {
        let mark = mark();
        let text = format!("{mark} is what I cannot ask.\n\nHow do I tell her?");
        Self { mark, text, receipt, ..Self::default() }
    }

    /// Whether something was done to it whose answer never came.
    pub fn is_unsure(&self) -> bool {
        let saved = self.post.as_ref().is_some_and(|post| post.saved.unsure.is_some());
        !self.acknowledged || self.replies.unsure.is_some() || saved
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
fn mark() -> String {
    format!("q{:016x}", seal::random_u64())
}
