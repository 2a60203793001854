//! The fields of a post, for the editor and for the page that shows two texts.

use crate::domain::Post;
use crate::pages::parts::{Field, FieldProblem, problem_of};
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
            revision: post.revision,
        }
    }
}

/// One field, with the lines that it takes; none of them is required, since a draft may be unfinished.
pub(super) struct PostField<'a> {
    pub field: Field<'a>,
    /// 0 for a single line.
    pub rows: u8,
}

/// The five fields, in their order.
pub(super) fn fields<'a>(form: &'a PostForm, problems: &'a [FieldProblem]) -> [PostField<'a>; 5] {
    let line = |name, label, value| PostField {
        field: Field {
            value,
            problem: problem_of(problems, name),
            required: false,
            ..Field::new(name, label)
        },
        rows: 0,
    };
    let hinted = |made: PostField<'a>, hint| PostField {
        field: Field { hint: Some(hint), ..made.field },
        ..made
    };
    // The letter stays away from checkers that send it elsewhere; the rest is written to be public.
    let checked =
        |made: PostField<'a>| PostField { field: Field { spellcheck: true, ..made.field }, ..made };
    let printed = hinted(line("printed", t::PRINTED_LABEL, form.printed.as_str()), t::PRINTED_HINT);
    [
        checked(line("title", t::TITLE_LABEL, form.title.as_str())),
        PostField { rows: 7, ..printed },
        PostField { rows: 20, ..checked(line("answer", t::ANSWER_LABEL, form.answer.as_str())) },
        hinted(line("tags", t::TAGS_LABEL, form.tags.as_str()), t::TAGS_HINT),
        hinted(line("slug", t::SLUG_LABEL, form.slug.as_str()), t::SLUG_HINT),
    ]
}
