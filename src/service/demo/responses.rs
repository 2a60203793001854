//! Responses below the posts of the demo: some printed, with answers, and some that wait.

use serde::Deserialize;

use super::ago;
use crate::domain::{
    CommentId, CommentName, CommentState, CommentText, Moment, PublicId, Receipt, Slug,
};
use crate::seal::Token;
use crate::service::{Error, Response, Result, Service};

#[derive(Deserialize)]
pub(super) struct DemoResponse {
    #[serde(default)]
    name: String,
    text: String,
    days_ago: u32,
    /// By whoever wrote the post's letter.
    #[serde(default)]
    asker: bool,
    /// Not decided yet.
    #[serde(default)]
    waits: bool,
    /// The beginning of the printed response that it answers.
    to: Option<String>,
    /// What the columnist says to it.
    reply: Option<String>,
}

/// Sends and decides the responses to a post, whose letter has the words `asker`.
pub(super) async fn respond(
    service: &Service,
    token: &Token,
    post: (&Slug, &Receipt),
    responses: &[DemoResponse],
    now: Moment,
) -> Result<()> {
    for response in responses {
        send(service, post, response, ago(now, response.days_ago)).await?;
        service.settle(now).await?;
        let desk = service.desk(token, ago(now, response.days_ago.saturating_sub(1))).await?;
        let id = find(service, token, &response.text, now).await?;
        match &response.reply {
            Some(reply) => drop(desk.answer_comment(id, text(reply)?).await?),
            None if response.waits => {}
            None => drop(desk.decide(vec![id], CommentState::Approved).await?),
        }
    }
    Ok(())
}

async fn send(
    service: &Service,
    (slug, asker): (&Slug, &Receipt),
    response: &DemoResponse,
    when: Moment,
) -> Result<()> {
    let post = service.public().post(slug.clone()).await?.ok_or(Error::NotFound)?;
    let parent = match &response.to {
        Some(begins) => Some(place(service, post.id, begins).await?),
        None => None,
    };
    let sealed = service.seal_response(&Response {
        post: &post,
        parent,
        name: &CommentName::parse(&response.name).map_err(anyhow::Error::from)?,
        text: &text(&response.text)?,
        receipt: &service.draw_receipt(),
        asker: response.asker.then_some(asker),
        suspect: false,
    })?;
    service.ask(sealed, when.day()).await.map(drop)
}

/// The place of the printed response that begins like this.
async fn place(service: &Service, post: PublicId, begins: &str) -> Result<u32> {
    let printed = service.public().comments(post).await?;
    let found = printed.iter().find(|comment| comment.text.starts_with(begins));
    found.map(|comment| comment.place).ok_or(Error::NotFound)
}

/// A response that has just come.
async fn find(service: &Service, token: &Token, text: &str, now: Moment) -> Result<CommentId> {
    let desk = service.desk(token, now).await?;
    let page = desk.comments(CommentState::New, None).await?;
    let found = page.rows.iter().find(|row| row.text == text.trim());
    found.map(|row| row.id).ok_or(Error::NotFound)
}

fn text(typed: &str) -> Result<CommentText> {
    Ok(CommentText::parse(typed).map_err(anyhow::Error::from)?)
}
