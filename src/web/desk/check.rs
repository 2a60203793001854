//! The check before publishing: what is left, and what of it has been ticked.

use std::sync::Arc;

use super::super::fields::Fields;
use crate::domain::{Day, Finding, Post, PostId, Weight};
use crate::pages::desk::CheckView;
use crate::service::{self, Desk};

/// What is left of a saved post; `typed` may have ticks. A released post is looked at for its date.
pub(super) async fn view(
    desk: &Arc<Desk>,
    post: &Post,
    typed: &Fields,
) -> Result<CheckView, service::Error> {
    let out = desk.settings()?.zone.day(post.due.unwrap_or(desk.now()));
    let inspection = desk.inspect(post, out).await?;
    let ticked = inspection.findings.iter().filter_map(|finding| match finding.weight() {
        Weight::Tick { name, value } => (typed.get(name) == value).then_some(name),
        Weight::Shuts | Weight::Advice => None,
    });
    let ticked = ticked.collect();
    Ok(CheckView { inspection, ticked })
}

/// Whether all that protects an asker has been ticked, for a post that comes out on the day `out`. What cannot go
/// out at all, or not by this person, is told so elsewhere, whatever is ticked.
pub(super) async fn passes(
    desk: &Arc<Desk>,
    id: PostId,
    out: Day,
    fields: &Fields,
) -> Result<bool, service::Error> {
    if !desk.person.role.may_publish() {
        return Ok(true);
    }
    let post = desk.post(id).await?;
    let is_ticked = |finding: &Finding| match finding.weight() {
        Weight::Tick { name, value } => fields.get(name) == value,
        Weight::Shuts | Weight::Advice => true,
    };
    let findings = desk.inspect(&post, out).await?.findings;
    Ok(post.publishable().is_err() || findings.iter().all(is_ticked))
}
