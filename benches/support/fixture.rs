//! Columns of a good age, made by the program's own ways and kept for the runs of one day.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::Context;
use tempfile::TempDir;
use tokio::task::JoinSet;
use unsaid::domain::{
    AccountName, Consent, Day, Moment, Name, PostKind, PostText, PublicId, PublicPost, QuestionId,
    QuestionText, Slug, Status, TagName,
};
use unsaid::public::{self, Change, Limits};
use unsaid::seal;
use unsaid::service::{
    Folder, KdfParams, NewColumn, Options, QueueFilter, Sealing, Service, Token,
};

use super::text::{self, Dice};

pub const ACCOUNT: &str = "bench";
pub const PASSWORD: &str = "seven-tall-quiet-herons";
/// Letters in the vault, and then as many envelopes that wait.
pub const LETTERS: usize = 100_000;
pub const POSTS: usize = 10_000;
/// Words of an answer that stays in the vault.
const DRAFT_WORDS: usize = 500;
/// Days that the letters in the vault came in.
pub const DAYS: u32 = 400;
/// Letters that are moved in together while the column grows.
const GROWTH: usize = 5_000;
/// What is done at the same time while the column is made.
const TASKS: usize = 250;
const STORE_MIB: u32 = 1_024;
/// The years that posts are from: four a day, for [`POSTS`].
const POSTS_SECONDS: i64 = 2_500 * 86_400;

/// Two columns to copy from.
pub struct Columns {
    /// [`LETTERS`] and [`POSTS`] in the vault, as many posts in public, nothing waiting.
    settled: PathBuf,
    /// The same, with [`LETTERS`] envelopes waiting.
    waiting: PathBuf,
}

impl Columns {
    /// A copy with nothing waiting, gone when dropped.
    pub fn settled(&self) -> anyhow::Result<TempDir> {
        copy(&self.settled)
    }

    /// A copy with envelopes waiting, gone when dropped.
    pub fn waiting(&self) -> anyhow::Result<TempDir> {
        copy(&self.waiting)
    }
}

/// A folder beside the columns, on the same disk, gone when dropped.
pub fn folder() -> anyhow::Result<TempDir> {
    Ok(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?)
}

/// The day that it is.
pub fn today() -> Day {
    now().day()
}

/// Where what is made under a name is kept. A column of yesterday would be tidied while it is measured, and one of
/// another schema is another.
pub(super) fn kept(name: &str) -> PathBuf {
    let mut schema = DefaultHasher::new();
    include_str!("../../schema.sql").hash(&mut schema);
    let name = format!("{name}-{}-{:x}", today().0, schema.finish());
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Makes both columns, where today's are not there yet.
pub fn prepare() -> anyhow::Result<Columns> {
    let (home, begun) = (kept("columns"), Instant::now());
    let columns = Columns { settled: home.join("settled"), waiting: home.join("waiting") };
    if !home.exists() {
        println!("making columns of {LETTERS} letters in {}", home.display());
        let unfinished = folder()?;
        let runtime = tokio::runtime::Runtime::new()?;
        let data = unfinished.path().join("settled");
        runtime.block_on(grow(&data))?;
        runtime.block_on(publish(&data, POSTS))?;
        let more = unfinished.path().join("waiting");
        copy_files(&data, &more)?;
        runtime.block_on(fill(&more))?;
        std::fs::rename(unfinished.keep(), &home)?;
        println!("made in {} s", begun.elapsed().as_secs());
    }
    Ok(columns)
}

/// Sets a column up, and lets letters come and be sorted.
async fn grow(data: &Path) -> anyhow::Result<()> {
    let service = open(data).await?;
    let new = NewColumn {
        column: Name::parse("Ask the SEXpert")?,
        columnist: Name::parse("Mara")?,
        account: AccountName::parse(ACCOUNT)?,
        password: PASSWORD.to_owned().into(),
    };
    let token = service.set_up(new, now()).await?.token;
    for part in 0..LETTERS / GROWTH {
        let days = DAYS as usize * GROWTH / LETTERS;
        let first = today().0 - DAYS + (part * days) as u32;
        send(&service, part as u64, GROWTH, move |dice| Day(first + dice.below(days) as u32))
            .await?;
        service.settle(now()).await?;
    }
    sort(&service, &token).await?;
    write(&service, &token).await?;
    // Late enough for the store to be tidied once more.
    service.settle(now().after(3_600)).await?;
    Ok(service.lock(now()).await?)
}

/// Lets envelopes come in that wait.
async fn fill(data: &Path) -> anyhow::Result<()> {
    let service = open(data).await?;
    send(&service, 1_000, LETTERS, |_| today()).await
}

pub(super) async fn open(data: &Path) -> anyhow::Result<Service> {
    let options = Options { store_mib: STORE_MIB, idle_seconds: i64::MAX, kdf: KdfParams::DEFAULT };
    Ok(Service::open(Folder::take(data)?, options).await?)
}

async fn send(
    service: &Service,
    seed: u64,
    letters: usize,
    day: impl Fn(&mut Dice) -> Day + Copy + Send + 'static,
) -> anyhow::Result<()> {
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let service = service.clone();
        tasks.spawn(async move {
            let mut dice = Dice::new(seed * TASKS as u64 + task as u64 + 1);
            for _ in 0..letters / TASKS {
                let (question, receipt) =
                    (QuestionText::parse(&text::letter(&mut dice))?, service.draw_receipt());
                let consent = Consent::ALL[dice.below(Consent::ALL.len())];
                let sealing =
                    Sealing { question: &question, consent, receipt: &receipt, suspect: false };
                service.ask(service.seal_question(&sealing)?, day(&mut dice)).await?;
            }
            anyhow::Ok(())
        });
    }
    all(tasks).await
}

/// Gives two letters in three another status, and half of all tags.
async fn sort(service: &Service, token: &Token) -> anyhow::Result<()> {
    let desk = Arc::new(service.desk(token, now()).await?);
    let mut ids = Vec::new();
    let mut after = None;
    loop {
        let page = desk.queue(QueueFilter::Status(Status::New), after).await?;
        ids.extend(page.rows.iter().map(|row| row.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut tasks = JoinSet::new();
    for (task, ids) in ids.chunks(ids.len().div_ceil(TASKS)).enumerate() {
        let (desk, ids, mut dice) = (Arc::clone(&desk), ids.to_vec(), Dice::new(task as u64 + 77));
        tasks.spawn(async move {
            for id in ids {
                sort_one(&desk, id, &mut dice).await?;
            }
            anyhow::Ok(())
        });
    }
    all(tasks).await
}

async fn sort_one(
    desk: &unsaid::service::Desk,
    id: QuestionId,
    dice: &mut Dice,
) -> anyhow::Result<()> {
    let status = match dice.below(12) {
        0..4 => Status::New,
        4..6 => Status::Kept,
        6..9 => Status::Answered,
        9..11 => Status::Declined,
        _ => Status::Spam,
    };
    if status != Status::New {
        desk.set_status(id, status).await?;
    }
    if dice.below(2) == 0 {
        let names: Vec<String> = (0..=dice.below(3)).map(|_| text::tag(dice)).collect();
        desk.set_tags(id, TagName::parse_list(&names.join(","))?).await?;
    }
    Ok(())
}

/// Lets posts be written that stay in the vault.
async fn write(service: &Service, token: &Token) -> anyhow::Result<()> {
    let desk = Arc::new(service.desk(token, now()).await?);
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let (desk, mut dice) = (Arc::clone(&desk), Dice::new(task as u64 + 7_000));
        tasks.spawn(async move {
            for number in 0..POSTS / TASKS {
                let id = desk.begin_without_letter(PostKind::Entry, PostText::default()).await?;
                let title = format!("Draft {number} of {task}");
                let text = PostText {
                    title,
                    answer: text::answer(&mut dice, DRAFT_WORDS),
                    ..PostText::default()
                };
                desk.save(id, 1, text).await?;
            }
            anyhow::Ok(())
        });
    }
    all(tasks).await
}

/// Puts posts into the public store, as the outbox does.
pub(super) async fn publish(data: &Path, posts: usize) -> anyhow::Result<()> {
    let (_, writer) = public::open(data, Limits { store_mib: STORE_MIB })?;
    let mut dice = Dice::new(5);
    for batch in 0..posts / 100 {
        let mut changes = Vec::new();
        for post in 0..100 {
            changes.push(post_of(batch * 100 + post, posts, &mut dice)?);
        }
        writer.apply(changes, today()).await?;
    }
    Ok(())
}

/// When the post of a number was published: all of them over [`POSTS_SECONDS`], up to today.
pub fn published(number: usize, posts: usize) -> Moment {
    now().after((number as i64 - posts as i64) * POSTS_SECONDS / posts as i64)
}

/// The address of the post of a number.
pub fn slug(number: usize) -> String {
    format!("post-{number}")
}

fn post_of(number: usize, posts: usize, dice: &mut Dice) -> anyhow::Result<Change> {
    let answer: Vec<String> = (0..6).map(|_| text::letter(dice)).collect();
    let tags: Vec<String> = (0..=dice.below(3)).map(|_| text::tag(dice)).collect();
    let answer_html = answer.iter().map(|part| format!("<p>{part}</p>\n")).collect();
    let post = PublicPost {
        blocks: Default::default(),
        id: PublicId(seal::random_bytes()),
        slug: Slug::parse(&slug(number)).context("a slug")?,
        title: text::title(dice),
        printed: text::letter(dice),
        answer: answer.join("\n\n"),
        tags: TagName::parse_list(&tags.join(","))?,
        published: published(number, posts),
        updated: None,
        mailboxes: Vec::new(),
        old_slugs: Vec::new(),
        kind: PostKind::Answer,
        scheduled: false,
        unlisted: false,
        comments: true,
        warning: String::new(),
        position: None,
        pictures: vec![],
    };
    Ok(Change::Post { post: Box::new(post), answer_html, excerpt: String::new() })
}

pub(super) fn copy(from: &Path) -> anyhow::Result<TempDir> {
    let to = folder()?;
    copy_files(from, to.path())?;
    Ok(to)
}

fn copy_files(from: &Path, to: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(to)?;
    for file in std::fs::read_dir(from)? {
        let file = file?;
        if file.file_type()?.is_file() {
            std::fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(())
}

async fn all(mut tasks: JoinSet<anyhow::Result<()>>) -> anyhow::Result<()> {
    while let Some(task) = tasks.join_next().await {
        task??;
    }
    Ok(())
}

pub fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
