//! The blocks: their list, and the form of one.

use maud::{Markup, html};

use super::parts;
use super::shell::{DeskFrame, Title, page};
use crate::domain::{Block, BlockId, BlockPlace};
use crate::pages::parts::{Field, FieldProblem, error_summary, problem_of, text_area, text_field};
use crate::texts::en::desk::blocks as t;

/// Where the blocks are.
const BLOCKS: &str = "/desk/blocks";

/// A block's fields as typed.
#[derive(Debug, Clone, Default)]
pub struct BlockForm {
    pub name: String,
    pub place: BlockPlace,
    pub text: String,
}

/// The block whose form it is, and how many public posts show it; none for a new one.
pub type Changed = Option<(BlockId, usize)>;

/// Every block that can be chosen.
pub fn blocks(frame: &DeskFrame<'_>, blocks: &[Block]) -> Markup {
    let body = html! {
        div.narrow {
            h1 { (t::TITLE) }
            p.lead { (t::LEAD) }
            @for place in BlockPlace::ALL {
                h2 { (t::place(place)) }
                @let here: Vec<&Block> = blocks.iter().filter(|block| block.place == place).collect();
                @if here.is_empty() { p.hint { (t::NONE) } }
                @for (i, block) in here.iter().enumerate() {
                    (item(block, i > 0, i + 1 < here.len()))
                }
            }
            p.actions { a.button.primary href={ (BLOCKS) "/new" } { (t::NEW) } }
        }
    };
    page(frame, t::TITLE.into(), body)
}

/// One block, with the steps that lead somewhere.
fn item(block: &Block, up: bool, down: bool) -> Markup {
    let address = format!("{BLOCKS}/{}", block.id.0);
    html! {
        article.card {
            h3 dir="auto" { (crate::domain::visible(&block.name)) }
            (parts::typed(&block.text))
            form.buttons method="post" action={ (address) "/place" } {
                a.button href=(address) { (t::CHANGE) span.vh { " " (block.name) } }
                @if up { button name="step" value="up" { (t::UP) } }
                @if down { button name="step" value="down" { (t::DOWN) } }
            }
        }
    }
}

/// The form of a block.
pub fn block(
    frame: &DeskFrame<'_>,
    form: &BlockForm,
    changed: Changed,
    problems: Vec<FieldProblem>,
) -> Markup {
    let title = if changed.is_some() { t::EDIT_TITLE } else { t::NEW_TITLE };
    let action =
        changed.map_or_else(|| format!("{BLOCKS}/new"), |(id, _)| format!("{BLOCKS}/{}", id.0));
    let body = html! {
        div.narrow {
            (error_summary(&problems))
            h1 { (title) }
            form method="post" action=(action) autocomplete="off" {
                (fields(form, &problems))
                @if let Some((_, public)) = changed {
                    p.hint #everywhere { (t::everywhere_hint(public)) }
                    p.hint #from-now { (t::FROM_NOW_HINT) }
                    div.actions {
                        button.primary name="reach" value="everywhere" aria-describedby="everywhere" { (t::EVERYWHERE) }
                        button name="reach" value="from-now" aria-describedby="from-now" { (t::FROM_NOW) }
                    }
                } @else {
                    p.actions { button.primary { (t::ADD) } }
                }
            }
            @if changed.is_some() {
                form.take-back method="post" action={ (action) "/delete" } {
                    button aria-describedby="retire-hint" { (t::RETIRE) }
                    p.hint #retire-hint { (t::RETIRE_HINT) }
                }
            }
            p.actions { a href=(BLOCKS) { (t::BACK) } }
        }
    };
    page(frame, Title { text: title, failed: !problems.is_empty() }, body)
}

fn fields(form: &BlockForm, problems: &[FieldProblem]) -> Markup {
    let name = Field {
        value: &form.name,
        hint: Some(t::NAME_HINT),
        problem: problem_of(problems, "name"),
        ..Field::new("name", t::NAME)
    };
    let text = Field {
        value: &form.text,
        hint: Some(t::TEXT_HINT),
        problem: problem_of(problems, "text"),
        spellcheck: true,
        ..Field::new("text", t::TEXT)
    };
    html! {
        (text_field(&name))
        div.field {
            fieldset {
                legend { (t::PLACE) }
                @for (i, place) in BlockPlace::ALL.into_iter().enumerate() {
                    // The first has the field's own name as id: the error summary leads there.
                    @let id = if i == 0 { "place" } else { place.as_str() };
                    div.choice {
                        input id=(id) type="radio" name="place" value=(place.as_str()) checked[place == form.place];
                        label for=(id) { (t::place(place)) }
                    }
                }
            }
        }
        (text_area(&text, 8))
    }
}
