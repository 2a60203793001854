//! The fields of a post, for the editor and for the page that shows two texts.

use maud::Markup;

use super::publish_form::OptionsForm;
use crate::domain::{BlockId, Post, PostKind};
use crate::pages::parts::{Field, FieldProblem, problem_of, text_area, text_field};
use crate::texts::en::desk::{editor as t, question::tag_list};

/// A post's fields as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostForm {
    pub title: String,
    /// The question as printed.
    pub printed: String,
    /// Markdown.
    pub answer: String,
    pub tags: String,
    pub slug: String,
    /// Those that are ticked.
    pub blocks: Vec<BlockId>,
    /// None where the form that was sent does not have them.
    pub options: Option<OptionsForm>,
    /// The revision that these were made from.
    pub revision: u32,
}

impl PostForm {
    /// The fields as a post was saved.
    pub fn of(post: &Post) -> Self {
        Self {
            title: post.text.title.clone(),
            printed: post.text.printed.clone(),
            answer: post.text.answer.clone(),
            tags: tag_list(&post.text.tags),
            slug: post.text.slug.as_ref().map_or_else(String::new, |slug| slug.as_str().to_owned()),
            blocks: post.text.options.blocks.clone(),
            options: Some(OptionsForm::of(&post.text.options)),
            revision: post.revision,
        }
    }
}

/// One field with its size; none of them is required, since a draft may be unfinished.
pub(super) struct PostField<'a> {
    pub field: Field<'a>,
    lines: Lines,
}

/// How much room a field has.
enum Lines {
    One,
    Many(u8),
}

/// A field with its label.
pub(super) fn field(made: &PostField<'_>) -> Markup {
    match made.lines {
        Lines::One => text_field(&made.field),
        Lines::Many(rows) => text_area(&made.field, rows),
    }
}

/// The fields of this kind of post, in their order; only what answers a letter prints one. The letter stays away from
/// checkers that send it elsewhere; title and answer are written to be public.
pub(super) fn fields<'a>(
    kind: PostKind,
    form: &'a PostForm,
    problems: &'a [FieldProblem],
) -> Vec<PostField<'a>> {
    let plain = |name, label, value: &'a str| Field {
        value,
        problem: problem_of(problems, name),
        required: false,
        ..Field::new(name, label)
    };
    let title = Field { spellcheck: true, ..plain("title", t::TITLE_LABEL, &form.title) };
    let printed =
        Field { hint: Some(t::PRINTED_HINT), ..plain("printed", t::PRINTED_LABEL, &form.printed) };
    let answer = Field { spellcheck: true, ..plain("answer", t::answer_label(kind), &form.answer) };
    let tags = Field {
        hint: Some(t::TAGS_HINT),
        capitals: false,
        ..plain("tags", t::TAGS_LABEL, &form.tags)
    };
    let slug = Field {
        hint: Some(t::SLUG_HINT),
        capitals: false,
        ..plain("slug", t::SLUG_LABEL, &form.slug)
    };
    let made = [
        PostField { field: title, lines: Lines::One },
        PostField { field: printed, lines: Lines::Many(7) },
        PostField { field: answer, lines: Lines::Many(20) },
        PostField { field: tags, lines: Lines::One },
        PostField { field: slug, lines: Lines::One },
    ];
    let asked = |made: &PostField<'_>| kind == PostKind::Answer || made.field.name != "printed";
    made.into_iter().filter(asked).collect()
}
