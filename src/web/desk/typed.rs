//! What the editor's fields make: a text with its snippets written out and its blocks chosen.

use super::super::Error;
use super::super::fields::Fields;
use super::blocks::chosen;
use super::publishing;
use crate::domain::{BlockId, InvalidPost, InvalidSlug, Post, PostKind, PostOptions, PostText};
use crate::pages::desk::PostForm;
use crate::service::Desk;

/// The text that the editor's fields make of a post.
pub(super) async fn read(
    desk: &Desk,
    post: &Post,
    fields: &Fields,
) -> Result<Result<PostText, InvalidPost>, Error> {
    let answer = desk.expand(fields.get("answer")).await?;
    let field = |name| fields.get(name);
    let parsed =
        PostText::parse(field("title"), field("printed"), &answer, field("tags"), field("slug"));
    let text = match parsed {
        Ok(text) => text,
        Err(problem) => return Ok(Err(problem)),
    };
    let reserved = text.slug.as_ref().is_some_and(|slug| slug.is_reserved());
    if post.kind == PostKind::Page && reserved {
        return Ok(Err(InvalidSlug::Reserved.into()));
    }
    let typed = PostForm { options: publishing::options(fields), ..PostForm::default() };
    let text = match publishing::with_options(text, &typed, post) {
        Ok(text) => text,
        Err(problem) => return Ok(Err(problem)),
    };
    let blocks = ticked(desk, post, fields).await?;
    let options = PostOptions { blocks, ..text.options };
    Ok(Ok(PostText { options, ..text }))
}

/// The blocks that the editor's boxes choose; those that were saved when the form has no boxes.
pub(super) async fn ticked(
    desk: &Desk,
    post: &Post,
    fields: &Fields,
) -> Result<Vec<BlockId>, Error> {
    let saved = &post.text.options.blocks;
    let offered = desk.blocks(saved).await?;
    Ok(chosen(fields, &offered).unwrap_or_else(|| saved.clone()))
}
