//! Writing posts and publishing them.

use super::desk::Desk;
use super::{Error, Result};
use crate::domain::{Day, Post, PostId, PostText, PostView, QuestionId, Slug};

impl Desk {
    /// Begins the post of a question, or finds the one it has.
    ///
    /// # Errors
    ///
    /// * [`Error::Transition`] when the question is declined or spam.
    pub async fn begin_post(&self, question: QuestionId) -> Result<PostId> {
        let id = self.open.writer.begin_post(question, self.new_post(), self.act()).await?;
        self.carry_out().await;
        Ok(id)
    }

    /// One post with its letters.
    ///
    /// # Errors
    ///
    /// * [`Error::NotFound`].
    pub async fn post(&self, id: PostId) -> Result<Post> {
        Ok(self.open.reader.post(id).await?)
    }

    /// Saves a post whose editor was opened at revision `base`; returns the new revision.
    ///
    /// # Errors
    ///
    /// * [`Error::Stale`] when it was saved with another text since.
    pub async fn save(&self, id: PostId, base: u32, text: PostText) -> Result<u32> {
        Ok(self.open.writer.save(id, base, text, self.act()).await?)
    }

    /// The post exactly as it will stand in public, rendered by the same hand.
    ///
    /// # Errors
    ///
    /// * [`Error::NotFound`].
    pub async fn preview(&self, id: PostId) -> Result<PostView> {
        self.shown(self.post(id).await?).await
    }

    /// The same of a text that is not saved.
    ///
    /// # Errors
    ///
    /// * [`Error::NotFound`].
    pub async fn preview_typed(&self, id: PostId, text: PostText) -> Result<PostView> {
        self.shown(Post { text, ..self.post(id).await? }).await
    }

    async fn shown(&self, post: Post) -> Result<PostView> {
        let before = post.before();
        let slug = post.publication.as_ref().map(|before| before.slug.clone());
        let first = before.map_or(post.due.unwrap_or(self.now), |before| before.first);
        let zone = self.settings()?.zone;
        let updated = before.and_then(|it| it.updated_with(post.revision, self.now, &zone));
        let text = post.text;
        let around = self.printed_blocks(&text.options.blocks).await?;
        let answer_html = self.rendered(around, text.answer).await?;
        let tags = text.tags.iter().filter(|tag| !tag.is_private());
        Ok(PostView {
            kind: post.kind,
            slug: text.slug.or(slug).or_else(|| Slug::from_text(&text.title)).unwrap_or_default(),
            tags: tags.map(|tag| (tag.as_str().to_owned(), tag.slug())).collect(),
            answer_html,
            title: text.title,
            printed: text.printed,
            warning: text.options.warning,
            unlisted: text.options.unlisted,
            published: zone.day(first),
            updated: updated.map(|moment| zone.day(moment)),
        })
    }

    /// Sends the question as printed to every asker behind a saved post who wants to see it first and has not got
    /// this very text, to be approved by the end of `until`. Returns to how many it went.
    ///
    /// # Errors
    ///
    /// * [`Error::Forbidden`] for an account that may not publish.
    /// * [`Error::Stale`] when the post was saved since.
    /// * [`Error::NothingToProve`] when there is no text as printed.
    /// * [`Error::Unpublishable`] when it could not be published even with every approval.
    pub async fn send_proof(&self, id: PostId, revision: u32, until: Day) -> Result<usize> {
        self.check_may_publish()?;
        let sent = self.open.writer.send_proof(id, revision, until, self.act()).await?;
        self.carry_out().await;
        Ok(sent)
    }

    /// Makes a saved revision public; returns its address.
    ///
    /// # Errors
    ///
    /// * [`Error::Forbidden`] for an account that may not publish.
    /// * [`Error::Stale`] when the post was saved since.
    /// * [`Error::Unpublishable`] when something is missing or an asker did not allow it.
    pub async fn publish(&self, id: PostId, revision: u32) -> Result<Slug> {
        self.check_may_publish()?;
        self.catch_up().await?;
        let slug = self.open.writer.publish(id, revision, self.act()).await?;
        self.carry_out().await;
        Ok(slug)
    }

    /// Takes a public post back.
    ///
    /// # Errors
    ///
    /// * [`Error::Forbidden`] for an account that may not publish.
    pub async fn unpublish(&self, id: PostId) -> Result<()> {
        self.check_may_publish()?;
        self.catch_up().await?;
        self.open.writer.unpublish(id, self.act()).await?;
        self.carry_out().await;
        Ok(())
    }

    pub(super) fn check_may_publish(&self) -> Result<()> {
        if self.person.role.may_publish() { Ok(()) } else { Err(Error::Forbidden) }
    }
}
