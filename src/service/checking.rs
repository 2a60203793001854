//! What may still give an asker away in a post, and what else is left before it goes out.

use super::Result;
use super::desk::Desk;
use crate::domain::{
    CheckFacts, Day, InnerLink, Inspection, KeptMark, LINKS_CHECKED_MAX, Post, PostId, check,
    inner_link, pictures_named,
};
use crate::markdown;

impl Desk {
    /// Looks a saved post through, as if it were to come out on the day `out`.
    ///
    /// # Errors
    ///
    /// * A fault of either store.
    pub async fn inspect(&self, post: &Post, out: Day) -> Result<Inspection> {
        let marked = self.open.reader.marked(post.id, post.text.printed.clone()).await?;
        let public = match post.live() {
            Some(shown) => Some(self.open.reader.revision(post.id, shown.revision).await?),
            None => None,
        };
        let answer = post.text.answer.clone();
        let contents = tokio::task::spawn_blocking(move || markdown::contents(&answer)).await?;
        let facts = CheckFacts {
            marks: &marked.standing,
            public: public.as_ref().map(|text| text.printed.as_str()),
            out,
            min_days: self.settings()?.min_days,
            without_alt: self.without_words(&contents.bare_pictures).await?,
            gaps: contents.gaps,
            dead_links: self.dead_links(post, contents.links).await?,
        };
        let findings = check(post, facts);
        let kept = marked.kept.into_iter();
        let kept = kept.filter(|mark| post.text.printed.contains(&mark.text)).collect();
        Ok(Inspection { marks: marked.standing, kept, findings })
    }

    /// Lets a mark stay in a post from now on, or no longer.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn keep_mark(&self, id: PostId, mark: KeptMark, stays: bool) -> Result<()> {
        Ok(self.open.writer.keep_mark(id, mark, stays, self.act()).await?)
    }

    /// How many of these addresses are of pictures that have no words in the library either.
    async fn without_words(&self, addresses: &[String]) -> Result<usize> {
        let named = self.open.reader.pictures_named_in(addresses.join(" ")).await?;
        let worded: Vec<_> = named.iter().filter(|it| !it.alt.is_empty()).collect();
        let says_nothing = |address: &&String| {
            !worded.iter().any(|picture| pictures_named(address).contains(&picture.id))
        };
        Ok(addresses.iter().filter(says_nothing).count())
    }

    /// Links of an answer that lead nowhere within the site, as readers see it now, each once.
    async fn dead_links(&self, post: &Post, links: Vec<String>) -> Result<Vec<String>> {
        let mut dead: Vec<String> = Vec::new();
        for link in links.into_iter().take(LINKS_CHECKED_MAX) {
            let leads = match inner_link(&link) {
                None => continue,
                Some(leads) => leads,
            };
            if !dead.contains(&link) && !self.leads_somewhere(post, leads).await? {
                dead.push(link);
            }
        }
        Ok(dead)
    }

    async fn leads_somewhere(&self, post: &Post, link: InnerLink) -> Result<bool> {
        let public = &self.service.inner.public;
        Ok(match link {
            InnerLink::Nowhere => false,
            InnerLink::Tag(slug) => {
                post.text.tags.iter().any(|tag| !tag.is_private() && tag.slug() == slug)
                    || public.tagged(slug, None, 1).await?.is_some()
            }
            InnerLink::Post(slug) | InnerLink::Page(slug) => {
                public.post(slug.clone()).await?.is_some() || public.moved(slug).await?.is_some()
            }
        })
    }
}
