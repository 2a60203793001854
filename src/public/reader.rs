//! Reading the public store.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{
    Finding, Result, Site, Standing, accounts, around, comments, feeds, finding, letters,
    mailboxes, pictures, posts, release, search, site, suspects, views,
};
use crate::domain::{
    AccountName, AccountRecord, Around, AuthHash, CommentView, Day, DayViews, EnvelopeId,
    MailboxId, Moment, PictureFileName, PostCursor, PostLink, PostPage, PostPlace, PostView,
    PublicId, RecoveryRecord, SealedMailbox, Slug, TagCount, Views, WaitingEnvelope, Year,
    YearCount,
};
use crate::sqlite::Pool;

/// Reads of the public store; each sees one unchanging state. Every call may answer
/// [`super::Error::Busy`] or a fault of the file.
#[derive(Clone)]
pub struct Reader {
    pool: Pool,
    /// The store's, as of the last commit.
    generation: Arc<AtomicU64>,
}

impl Reader {
    pub(super) fn new(pool: Pool, generation: Arc<AtomicU64>) -> Self {
        Self { pool, generation }
    }

    /// The column; none before it is set up.
    pub async fn site(&self) -> Result<Option<Site>> {
        self.pool.read(site::read).await
    }

    /// Grows with every public change; 0 before the column is set up.
    pub async fn generation(&self) -> Result<u64> {
        self.pool.read(site::generation).await
    }

    /// The same from memory, as cheap as any number: this process alone writes to the store, and a change is counted
    /// here before anybody is told that it is made.
    pub fn last_generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// The day of the last vacuum.
    pub async fn tidied(&self) -> Result<Option<Day>> {
        self.pool.read(site::tidied).await
    }

    /// The account of this name.
    pub async fn account(&self, name: AccountName) -> Result<Option<AccountRecord>> {
        self.pool.read(move |conn| accounts::by_name(conn, &name)).await
    }

    /// What the recovery code opens.
    pub async fn recovery(&self) -> Result<RecoveryRecord> {
        self.pool.read(accounts::recovery).await
    }

    /// Up to `limit` waiting envelopes behind `after`, in the order of their random keys.
    pub async fn waiting(
        &self,
        after: Option<EnvelopeId>,
        limit: u32,
    ) -> Result<Vec<WaitingEnvelope>> {
        self.pool.read(move |conn| letters::waiting(conn, after, limit)).await
    }

    /// The `auth` hashes that mailboxes were made with; those that are not there are left out.
    pub async fn auths(&self, ids: Vec<MailboxId>) -> Result<HashMap<MailboxId, AuthHash>> {
        self.pool.read(move |conn| mailboxes::auths(conn, &ids)).await
    }

    /// What a mailbox holds, sealed.
    pub async fn mailbox(&self, id: MailboxId) -> Result<Option<SealedMailbox>> {
        self.pool.read(move |conn| mailboxes::sealed(conn, &id)).await
    }

    /// Whether a mailbox is gone because there was no room for its letter. That is remembered for some weeks.
    pub async fn was_evicted(&self, id: MailboxId) -> Result<bool> {
        self.pool.read(move |conn| suspects::was_evicted(conn, &id)).await
    }

    /// The post at an address.
    pub async fn post(&self, slug: Slug) -> Result<Option<PostView>> {
        self.pool.read(move |conn| posts::by_slug(conn, &slug)).await
    }

    /// All comments below a post, in the order of their places.
    pub async fn comments(&self, post: PublicId) -> Result<Vec<CommentView>> {
        self.pool.read(move |conn| comments::of_post(conn, &post)).await
    }

    /// The comment at a place below a post.
    pub async fn comment(&self, post: PublicId, place: u32) -> Result<Option<CommentView>> {
        self.pool.read(move |conn| comments::one(conn, &post, place)).await
    }

    /// Whether a post answers a letter with this mailbox.
    pub async fn is_answered(&self, post: PublicId, mailbox: MailboxId) -> Result<bool> {
        self.pool.read(move |conn| comments::is_answered(conn, &post, &mailbox)).await
    }

    /// Where a former address of a post leads now.
    pub async fn moved(&self, slug: Slug) -> Result<Option<Slug>> {
        self.pool.read(move |conn| posts::moved(conn, &slug)).await
    }

    /// At most `limit` posts, newest first, beginning behind `after`.
    pub async fn posts(&self, after: Option<PostCursor>, limit: u32) -> Result<PostPage> {
        self.pool.read(move |conn| posts::page(conn, after, limit)).await
    }

    /// A tag and a page of its posts; none for a tag that no post has.
    pub async fn tagged(
        &self,
        tag: Slug,
        after: Option<PostCursor>,
        limit: u32,
    ) -> Result<Option<(TagCount, PostPage)>> {
        let read = move |conn: &rusqlite::Connection| {
            let Some(found) = posts::tag(conn, &tag)? else { return Ok(None) };
            Ok(Some((found, posts::page_of_tag(conn, &tag, after, limit)?)))
        };
        self.pool.read(read).await
    }

    /// The public tags with the most posts, at most `limit`, by name.
    pub async fn tags(&self, limit: u32) -> Result<Vec<TagCount>> {
        self.pool.read(move |conn| posts::tags(conn, limit)).await
    }

    /// What stands beside the post at an address, with at most `related` others on its topics.
    pub async fn around(&self, slug: Slug, related: usize) -> Result<Around> {
        self.pool.read(move |conn| around::around(conn, &slug, related)).await
    }

    /// How often posts were opened on the last `days` days up to `today`, with at most `limit` posts.
    pub async fn views(&self, today: Day, days: u32, limit: u32) -> Result<Views> {
        self.pool.read(move |conn| views::read(conn, today, days, limit)).await
    }

    /// How often one post was opened on the last `days` days up to `today`; none where there is no such post.
    pub async fn post_views(
        &self,
        slug: Slug,
        today: Day,
        days: u32,
    ) -> Result<Option<(PostLink, Vec<DayViews>)>> {
        self.pool.read(move |conn| views::of_post(conn, &slug, today, days)).await
    }

    /// The years in which posts came out, the latest first.
    pub async fn years(&self) -> Result<Vec<YearCount>> {
        self.pool.read(around::years).await
    }

    /// At most `limit` posts of a year, newest first, beginning behind `after`.
    pub async fn of_year(
        &self,
        year: Year,
        after: Option<PostCursor>,
        limit: u32,
    ) -> Result<PostPage> {
        self.pool.read(move |conn| around::of_year(conn, year, after, limit)).await
    }

    /// At most `limit` posts that have every word typed, behind the first `skipped`.
    pub async fn find(&self, typed: String, skipped: usize, limit: usize) -> Result<Finding> {
        self.pool.read(move |conn| finding::find(conn, &typed, skipped, limit)).await
    }

    /// The newest posts in full, at most `limit`.
    pub async fn feed(&self, limit: u32) -> Result<Vec<PostView>> {
        self.pool.read(move |conn| feeds::newest(conn, None, limit)).await
    }

    /// A tag and its newest posts in full; none for a tag that no post has.
    pub async fn tag_feed(
        &self,
        tag: Slug,
        limit: u32,
    ) -> Result<Option<(TagCount, Vec<PostView>)>> {
        let read = move |conn: &rusqlite::Connection| {
            let Some(found) = posts::tag(conn, &tag)? else { return Ok(None) };
            Ok(Some((found, feeds::newest(conn, Some(&tag), limit)?)))
        };
        self.pool.read(read).await
    }

    /// Where the column's pages and its newest posts stand, at most `limit` of each.
    pub async fn places(&self, limit: u32) -> Result<Vec<PostPlace>> {
        self.pool.read(move |conn| feeds::places(conn, limit)).await
    }

    /// At most `limit` posts that may answer a question already, the closest first: addresses and titles.
    pub async fn alike(&self, text: String, limit: u32) -> Result<Vec<(Slug, String)>> {
        self.pool.read(move |conn| search::alike(conn, &text, limit)).await
    }

    /// The newest posts, at most `limit`: addresses, titles, and their most telling words with spaces between.
    pub async fn post_index(&self, limit: u32) -> Result<Vec<(Slug, String, String)>> {
        self.pool.read(move |conn| search::index(conn, limit)).await
    }

    /// Whether a post that readers see shows this picture.
    pub async fn is_picture_shown(&self, file: PictureFileName) -> Result<bool> {
        self.pool.read(move |conn| pictures::is_shown(conn, &file)).await
    }

    /// The files of pictures that posts show, public or released for a date.
    pub async fn picture_files(&self) -> Result<HashSet<PictureFileName>> {
        self.pool.read(pictures::in_use).await
    }

    /// When the next post that is released for a date is to be shown.
    pub async fn next_release(&self) -> Result<Option<Moment>> {
        self.pool.read(release::next).await
    }

    /// How these posts stand, in their order.
    pub async fn standings(&self, ids: Vec<PublicId>) -> Result<Vec<Standing>> {
        let read = move |conn: &rusqlite::Connection| {
            ids.iter().map(|id| release::standing(conn, id)).collect()
        };
        self.pool.read(read).await
    }

    /// Writes a whole and consistent copy of the store to `path`, where no file is yet.
    pub async fn copy_to(&self, path: PathBuf) -> Result<()> {
        let path = path.to_string_lossy().into_owned();
        let copy = move |conn: &rusqlite::Connection| {
            // A connection that may only read may not write a copy either.
            conn.pragma_update(None, "query_only", false)?;
            let copied = conn.execute("vacuum into :path", [path]);
            conn.pragma_update(None, "query_only", true)?;
            Ok(copied.map(drop)?)
        };
        self.pool.outside(copy).await
    }
}
