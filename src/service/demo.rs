//! A column full of life, for `unsaid demo`: written for this project, kept in `assets/demo`.

mod around;
mod responses;

use jiff::civil::Time;
use serde::Deserialize;

use self::around::Around;
use super::{Desk, Entered, QueueFilter, Result, Sealing, Service};
use crate::domain::{
    Consent, Day, Moment, PostId, PostKind, PostOptions, PostText, QuestionId, QuestionText,
    Receipt, Slug, Status, TagName, Zone,
};
use crate::seal::Token;

/// Seconds in a day.
const DAY_SECONDS: i64 = 86_400;
/// When the demo's posts came out, on the clock of its column.
const MORNING: Time = Time::constant(7, 0, 0, 0);
/// How often a post is opened on the day on which it comes out.
const FIRST_DAY_VIEWS: u32 = 240;
/// Where the text of an entry has its picture.
const PICTURE: &str = "PICTURE";

#[derive(Deserialize)]
struct Demo {
    posts: Vec<DemoPost>,
    letters: Vec<DemoLetter>,
}

#[derive(Deserialize)]
struct DemoPost {
    title: String,
    slug: String,
    days_ago: u32,
    tags: Vec<String>,
    #[serde(default)]
    private_tags: Vec<String>,
    printed: String,
    answer: String,
    #[serde(default)]
    warning: String,
    /// Names of blocks.
    #[serde(default)]
    blocks: Vec<String>,
    /// Whether it answers no letter.
    #[serde(default)]
    entry: bool,
    #[serde(default)]
    responses: Vec<responses::DemoResponse>,
}

#[derive(Deserialize)]
struct DemoLetter {
    text: String,
    consent: Consent,
    days_ago: u32,
    status: Status,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    notes: Vec<String>,
    reply: Option<String>,
    draft: Option<DemoDraft>,
}

#[derive(Deserialize)]
struct DemoDraft {
    title: String,
    printed: String,
    answer: String,
    /// Names of blocks.
    #[serde(default)]
    blocks: Vec<String>,
    /// Whether it has the next free time.
    #[serde(default)]
    scheduled: bool,
}

impl Service {
    /// Fills a fresh column, whose desk is open under `token`, with posts and letters, by the same ways that
    /// readers and the columnist take.
    ///
    /// # Errors
    ///
    /// * Whatever one of those ways answers.
    pub async fn fill_demo(&self, token: &Token, now: Moment) -> Result<()> {
        let text = include_str!("../../assets/demo/column.json");
        let mut demo: Demo = serde_json::from_str(text).map_err(anyhow::Error::from)?;
        let first = demo.posts.iter().map(|post| post.days_ago).max().unwrap_or_default();
        let around = Around::fill(&self.desk(token, ago(now, first)).await?).await?;
        // In the order of time, as a column grows.
        demo.posts.sort_by_key(|post| std::cmp::Reverse(post.days_ago));
        for mut post in demo.posts {
            let (said, days) = (std::mem::take(&mut post.responses), post.days_ago);
            let desk = self.desk(token, morning(&around.zone, ago(now, post.days_ago))).await?;
            let (slug, receipt) = publish(&desk, post, &around).await?;
            drop(desk);
            self.count_views(&slug, days, now);
            if let Some(receipt) = receipt {
                responses::respond(self, token, (&slug, &receipt), &said, now).await?;
            }
        }
        for letter in demo.letters {
            self.send_letter(&letter, ago(now, letter.days_ago).day()).await?;
            self.settle(now).await?;
            let desk = self.desk(token, now).await?;
            sort(&desk, letter, &around).await?;
        }
        self.write_views().await
    }

    /// Counts a post as opened on each day since it came out, most often on the first ones.
    fn count_views(&self, slug: &Slug, days_ago: u32, now: Moment) {
        for age in 0..days_ago {
            let views = FIRST_DAY_VIEWS / (age + 1) + (age * 7 + days_ago) % 5 + 1;
            self.inner.views.add(slug.clone(), ago(now, days_ago - age).day(), views);
        }
    }

    async fn send_letter(&self, letter: &DemoLetter, day: Day) -> Result<()> {
        let (question, receipt) = (text(&letter.text)?, self.draw_receipt());
        let sealing = Sealing {
            question: &question,
            consent: letter.consent,
            receipt: &receipt,
            suspect: false,
        };
        self.ask(self.seal_question(&sealing)?, day).await.map(drop)
    }
}

/// Gives the post's address, and the words of its letter if it answers one.
async fn publish(desk: &Desk, post: DemoPost, around: &Around) -> Result<(Slug, Option<Receipt>)> {
    let (id, receipt) = begin(desk, &post).await?;
    let text = PostText {
        title: post.title,
        printed: post.printed,
        answer: post.answer.replace(PICTURE, &around.picture),
        tags: tags(&post.tags)?,
        slug: Slug::parse(&post.slug),
        options: PostOptions {
            warning: post.warning,
            blocks: around.blocks(&post.blocks),
            ..PostOptions::default()
        },
    };
    let revision = desk.save(id, 1, text).await?;
    Ok((desk.publish(id, revision).await?, receipt))
}

/// Begins a post, with its letter if it answers one.
async fn begin(desk: &Desk, post: &DemoPost) -> Result<(PostId, Option<Receipt>)> {
    if post.entry {
        let id = desk.begin_without_letter(PostKind::Entry, PostText::default()).await?;
        return Ok((id, None));
    }
    let (text, receipt) = (text(&post.printed)?, desk.draw_receipt());
    let entered = Entered { text, consent: Consent::Print, receipt, with_receipt: true };
    let (id, receipt) = desk.enter(entered).await?;
    desk.set_tags(id, tags(&[post.tags.as_slice(), &post.private_tags].concat())?).await?;
    Ok((desk.begin_post(id).await?, receipt))
}

/// Brings a letter that has just been moved in to where the demo has it.
async fn sort(desk: &Desk, letter: DemoLetter, around: &Around) -> Result<()> {
    let (id, status) = find(desk, &letter.text).await?;
    if !letter.tags.is_empty() {
        desk.set_tags(id, tags(&letter.tags)?).await?;
    }
    for note in &letter.notes {
        desk.add_note(id, text(note)?).await?;
    }
    if let Some(reply) = &letter.reply {
        return desk.reply(id, text(reply)?).await;
    }
    if let Some(draft) = letter.draft {
        return write(desk, id, draft, tags(&letter.tags)?, around).await;
    }
    if letter.status == status { Ok(()) } else { desk.set_status(id, letter.status).await }
}

async fn write(
    desk: &Desk,
    letter: QuestionId,
    draft: DemoDraft,
    tags: Vec<TagName>,
    around: &Around,
) -> Result<()> {
    let post = desk.begin_post(letter).await?;
    let text = PostText {
        title: draft.title,
        printed: draft.printed,
        answer: draft.answer,
        tags: tags.into_iter().filter(|tag| !tag.is_private()).collect(),
        options: PostOptions { blocks: around.blocks(&draft.blocks), ..PostOptions::default() },
        ..PostText::default()
    };
    let revision = desk.save(post, 1, text).await?;
    match desk.next_slot().await?.filter(|_| draft.scheduled) {
        Some(slot) => desk.schedule(post, revision, slot).await,
        None => Ok(()),
    }
}

/// A letter that has just come, wherever it was filed.
async fn find(desk: &Desk, original: &str) -> Result<(QuestionId, Status)> {
    for status in [Status::New, Status::Spam] {
        for row in desk.queue(QueueFilter::Status(status), None).await?.rows {
            if desk.question(row.id).await?.original == original.trim() {
                return Ok((row.id, status));
            }
        }
    }
    Err(super::Error::NotFound)
}

fn text(typed: &str) -> Result<QuestionText> {
    Ok(QuestionText::parse(typed).map_err(anyhow::Error::from)?)
}

fn tags(names: &[String]) -> Result<Vec<TagName>> {
    Ok(TagName::parse_list(&names.join(",")).map_err(anyhow::Error::from)?)
}

fn ago(now: Moment, days: u32) -> Moment {
    now.after(-i64::from(days) * DAY_SECONDS)
}

/// The morning of a moment's day.
fn morning(zone: &Zone, moment: Moment) -> Moment {
    zone.resolve(zone.local(moment).date().to_datetime(MORNING)).moment
}
