//! Texts that return: blocks and snippets.

use super::Result;
use super::desk::Desk;
use crate::domain::{
    ANSWER_CHARS_MAX, Block, BlockId, BlockText, InvalidSnippet, Move, PrintedBlocks, Slug, Snippet,
};
use crate::markdown;
use crate::vault::Reach;

/// Bytes from which on a text is over the limit whatever its characters are: UTF-8 has up to four for each.
const EXPANDED_BYTES_MAX: usize = 4 * ANSWER_CHARS_MAX;

impl Desk {
    /// The blocks to choose from, in their order; with them those of `named` that went out of use.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn blocks(&self, named: &[BlockId]) -> Result<Vec<Block>> {
        Ok(self.open.reader.blocks(named.to_vec()).await?)
    }

    /// One block, and how many posts that are public or wait for their date have it.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`].
    pub async fn block(&self, id: BlockId) -> Result<(Block, usize)> {
        Ok(self.open.reader.block(id).await?)
    }

    /// What stands before and behind a post that names these blocks.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn printed_blocks(&self, named: &[BlockId]) -> Result<PrintedBlocks> {
        Ok(self.open.reader.printed_blocks(named.to_vec()).await?)
    }

    /// Adds a block; false when there are as many as there may be.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn add_block(&self, text: BlockText) -> Result<bool> {
        Ok(self.open.writer.add_block(text).await?)
    }

    /// Changes a block. Everywhere, the public posts that name it go out again; returns how many.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Forbidden`] for an account that may not publish and would change public posts.
    /// * [`super::Error::NotFound`] when it went out of use meanwhile.
    pub async fn change_block(&self, id: BlockId, text: BlockText, reach: Reach) -> Result<usize> {
        let (_, public) = self.block(id).await?;
        if reach == Reach::Everywhere && public > 0 {
            self.check_may_publish()?;
        }
        let posts = self.open.writer.change_block(id, text, reach, self.act()).await?;
        self.carry_out().await;
        Ok(posts)
    }

    /// Takes a block out of use; posts that name it keep it.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn retire_block(&self, id: BlockId) -> Result<()> {
        Ok(self.open.writer.retire_block(id).await?)
    }

    /// Moves a block one step among those of its place.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`].
    pub async fn move_block(&self, id: BlockId, step: Move) -> Result<()> {
        Ok(self.open.writer.move_block(id, step).await?)
    }

    /// Every snippet, by name.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn snippets(&self) -> Result<Vec<Snippet>> {
        Ok(self.open.reader.snippets().await?)
    }

    /// Adds a snippet, or replaces that of the name `old`.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`] when there is none of the name `old`.
    /// * [`InvalidSnippet`] as the inner error, when there are too many or the name is another's.
    pub async fn put_snippet(
        &self,
        old: Option<Slug>,
        snippet: Snippet,
    ) -> Result<Result<(), InvalidSnippet>> {
        Ok(self.open.writer.put_snippet(old, snippet).await?)
    }

    /// Removes a snippet. Texts that it was written into keep it.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn remove_snippet(&self, name: Slug) -> Result<()> {
        Ok(self.open.writer.remove_snippet(name).await?)
    }

    /// A text in which every snippet that is named by `;name` is written out, unless that makes it far too long.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn expand(&self, markdown: &str) -> Result<String> {
        let snippets = self.snippets().await?;
        let text_of = |name: &str| {
            let found = snippets.iter().find(|snippet| snippet.name.as_str() == name);
            found.map(|snippet| snippet.text.as_str())
        };
        Ok(markdown::expand(markdown, EXPANDED_BYTES_MAX, text_of))
    }
}

/// The answer with its blocks, each rendered by itself: what one of them leaves open does not swallow the next.
pub(super) fn answer_html(
    blocks: &PrintedBlocks,
    answer: &str,
    render: impl Fn(&str) -> String,
) -> String {
    let texts = blocks.opening.iter().map(String::as_str).chain([answer]);
    texts.chain(blocks.closing.iter().map(String::as_str)).map(render).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_text_leaves_open_does_not_swallow_the_next() {
        let blocks = PrintedBlocks {
            opening: vec!["Thank you for *writing.".to_owned()],
            closing: vec!["[the list][1]".to_owned(), "P.S. **Take care.**".to_owned()],
        };
        let html = answer_html(&blocks, "Yes.\n\n[1]: /x\n\n```\ncode", markdown::render);
        assert_eq!(
            html,
            "<p>Thank you for *writing.</p>\n<p>Yes.</p>\n<pre><code>code</code></pre>\n\
             <p>[the list][1]</p>\n<p class=\"ps\">P.S. <strong>Take care.</strong></p>\n"
        );
    }
}
