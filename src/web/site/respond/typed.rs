//! What was typed in the form of a response, and what is wrong with it.

use super::Sent;
use crate::domain::{CommentName, CommentText, Receipt, holds_receipt};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::pages::site::LOOKED_FIELD;
use crate::web::Error;

/// The value of a field that is set.
const YES: &str = "yes";

/// A form without a mistake.
pub(super) struct Right {
    pub receipt: Receipt,
    pub name: CommentName,
    pub text: CommentText,
    pub asker: Option<Receipt>,
}

impl Sent<'_> {
    /// The fields, or all that is wrong with them.
    pub(super) async fn read(
        &self,
        receipt: &Receipt,
    ) -> Result<Result<Right, Vec<FieldProblem>>, Error> {
        let (name, text) = (self.name(), CommentText::parse(self.fields.get("comment")));
        let (asker, not_asker) = self.asker().await?;
        let mut found = self.words_within(receipt, asker.as_ref());
        let long = text.as_ref().err().map(|problem| problems::comment("comment", *problem));
        for problem in long.into_iter().chain(name.as_ref().err().cloned()).chain(not_asker) {
            // One at a time for each field: that it holds a receipt comes before its length.
            if !found.iter().any(|known| known.field == problem.field) {
                found.push(problem);
            }
        }
        match (name, text) {
            (Ok(name), Ok(text)) if found.is_empty() => {
                Ok(Ok(Right { receipt: receipt.clone(), name, text, asker }))
            }
            _ => Ok(Err(found)),
        }
    }

    fn name(&self) -> Result<CommentName, FieldProblem> {
        let name = CommentName::parse(self.fields.get("name"));
        let name = name.map_err(|problem| problems::comment("name", problem))?;
        let columnist = &self.site.column.columnist;
        if name.poses_as(columnist) { Err(problems::poses(columnist)) } else { Ok(name) }
    }

    /// The words of the letter, or what is wrong with them.
    async fn asker(&self) -> Result<(Option<Receipt>, Option<FieldProblem>), Error> {
        let typed = self.fields.get("asker").trim();
        if typed.is_empty() {
            return Ok((None, None));
        }
        let service = &self.app.service;
        match Receipt::parse(typed) {
            Ok(words) if service.seems_asker(self.post.id, &words).await? => {
                Ok((Some(words), None))
            }
            Ok(_) | Err(_) => Ok((None, Some(problems::not_asker()))),
        }
    }

    /// Catches a receipt in what is to be printed: these words always, any that look like one once.
    fn words_within(&self, receipt: &Receipt, asker: Option<&Receipt>) -> Vec<FieldProblem> {
        let looked = self.fields.get(LOOKED_FIELD) == YES;
        let problem = |field| {
            let text = self.fields.get(field);
            if receipt.is_in(text) || asker.is_some_and(|words| words.is_in(text)) {
                Some(problems::response_words(field))
            } else if holds_receipt(text) && !looked {
                Some(problems::looks_like_receipt(field))
            } else {
                None
            }
        };
        ["comment", "name"].into_iter().filter_map(problem).collect()
    }
}
