//! A form that was sent after its session had ended, offered again behind the door.

use maud::{Markup, html};

use super::parts::typed;
use super::shell::{Title, door};
use crate::domain::{Column, clean_text};
use crate::texts::en::desk::{door as t, editor, letter, question, settings};

/// Such a form.
#[derive(Debug, Clone)]
pub struct UnsentForm {
    /// Where it was sent to, a path of the desk.
    pub path: String,
    /// As it was sent, encoded.
    pub form: String,
}

/// Signed in again: the form that came too late, with all that was typed in sight, ready to be sent once more.
pub fn resume(column: &Column, path: &str, fields: &[(String, String)]) -> Markup {
    let seen: Vec<(&str, String)> = fields.iter().filter_map(seen).collect();
    let body = html! {
        h1 { (t::RESUME) }
        p.lead { (t::RESUME_LEAD) }
        form method="post" action=(path) {
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            p.actions {
                button.primary { (t::RESUME_SEND) }
                a href="/desk" { (t::RESUME_DROP) }
            }
        }
        @if !seen.is_empty() {
            details.unsent open {
                summary { (t::RESUME_TYPED) }
                @for (label, value) in seen { h2 { (label) } (typed(&value)) }
            }
        }
    };
    door(Some(column), Title { text: t::RESUME, failed: false }, body)
}

/// What a person typed into a field, under its label; none for what the page itself had put in.
fn seen((name, value): &(String, String)) -> Option<(&'static str, String)> {
    let label = match name.as_str() {
        "title" => editor::TITLE_LABEL,
        "printed" => editor::PRINTED_LABEL,
        "answer" => editor::TEXT_LABEL,
        "tags" => editor::TAGS_LABEL,
        "slug" => editor::SLUG_LABEL,
        "question" => letter::QUESTION,
        "note" => question::NOTE_LABEL,
        "reply" => question::REPLY_LABEL,
        "return_days" => settings::RETURN_LABEL,
        "name" => settings::LINE_NAME,
        "emergency" => settings::EMERGENCY,
        "phone" => settings::LINE_PHONE,
        "url" => settings::LINE_URL,
        "about" => settings::LINE_ABOUT,
        "source" => settings::LINE_SOURCE,
        "checked" => settings::LINE_CHECKED,
        _ => return None,
    };
    let text = clean_text(value);
    (!text.is_empty()).then_some((label, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_seen_and_travels_on_and_what_was_not_is_hidden() {
        let column = Column::new("Ask", "Mara");
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields =
            [pair("revision", "3"), pair("slug", " "), pair("answer", "<b>\u{202e}\r\nDear")];
        let html = resume(&column, "/desk/posts/5", &fields).into_string();
        assert_eq!(html.matches(r#"type="hidden""#).count(), 3);
        assert_eq!(html.matches("class=\"typed\"").count(), 1);
        assert!(html.contains("&lt;b&gt;[U+202E]\nDear</div>"), "{html}");
        assert!(resume(&column, "/desk/posts/5", &[]).into_string().find("<details").is_none());
    }
}
