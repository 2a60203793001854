//! Paragraphs that say by their shape what they are: a picture with its caption, the sign-off, the P.S.

use pulldown_cmark::{Event, Tag, TagEnd};

/// What a paragraph is, by its shape.
enum Kind {
    /// A picture, and on the next line nothing but emphasis.
    Figure,
    /// Nothing but emphasis, as *Yours, Mara*.
    Sign,
    /// Begins with *P.S.*
    Postscript,
}

/// Gives such paragraphs their elements. Those within a list or a quotation stay what they are.
pub(super) fn shaped<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let mut events: Vec<Event<'a>> = events.collect();
    let (mut depth, mut begin) = (0_usize, 0);
    for at in 0..events.len() {
        match events[at] {
            Event::Start(_) => {
                if depth == 0 {
                    begin = at;
                }
                depth += 1;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && end == TagEnd::Paragraph {
                    shape(&mut events[begin..=at]);
                }
            }
            _ => {}
        }
    }
    events
}

/// `paragraph` holds its own begin and end.
fn shape(paragraph: &mut [Event<'_>]) {
    let [begin, inner @ .., end] = paragraph else { return };
    let Some(kind) = kind(inner) else { return };
    (*begin, *end) = match kind {
        Kind::Figure => (html("<figure>"), html("</figure>\n")),
        Kind::Sign => (html("<p class=\"sign\">"), html("</p>\n")),
        Kind::Postscript => (html("<p class=\"ps\">"), html("</p>\n")),
    };
    if let (Kind::Figure, [_, line_break, emphasis, .., emphasis_end]) = (kind, inner) {
        *line_break = html("\n");
        (*emphasis, *emphasis_end) = (html("<figcaption>"), html("</figcaption>"));
    }
}

fn kind(inner: &[Event<'_>]) -> Option<Kind> {
    match inner {
        // All other HTML has become text by now: this is a picture of the library.
        [Event::InlineHtml(_), Event::SoftBreak | Event::HardBreak, caption @ ..]
            if is_emphasis(caption) =>
        {
            Some(Kind::Figure)
        }
        _ if is_emphasis(inner) => Some(Kind::Sign),
        [Event::Text(text), ..] | [Event::Start(Tag::Strong), Event::Text(text), ..]
            if is_postscript(text) =>
        {
            Some(Kind::Postscript)
        }
        _ => None,
    }
}

/// Whether the first of these events begins an emphasis that the last of them ends.
fn is_emphasis(events: &[Event<'_>]) -> bool {
    let [Event::Start(Tag::Emphasis), inner @ .., Event::End(TagEnd::Emphasis)] = events else {
        return false;
    };
    let mut depth = 0_usize;
    inner.iter().all(|event| {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return false,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        true
    })
}

fn is_postscript(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    matches!(first.replace(['.', ':'], "").as_str(), "PS" | "PPS")
}

fn html(text: &'static str) -> Event<'static> {
    Event::Html(text.into())
}

#[cfg(test)]
mod tests {
    use super::super::render;

    #[test]
    fn a_sign_off_and_a_postscript_are_told_by_their_shape() {
        assert_eq!(
            render("So it is.\n\n*Yours, **Mara***\n\nP.S. Come back.\n\n**PS:** Do."),
            "<p>So it is.</p>\n<p class=\"sign\"><em>Yours, <strong>Mara</strong></em></p>\n\
             <p class=\"ps\">P.S. Come back.</p>\n<p class=\"ps\"><strong>PS:</strong> Do.</p>\n"
        );
    }

    #[test]
    fn what_only_resembles_them_stays_a_paragraph() {
        for text in
            ["*Yes*, *no*", "*Yes* and no", "PSA: tests are due.", "- *a*\n\n- *b*", "> *a*"]
        {
            assert!(!render(text).contains("class"), "{text}: {}", render(text));
        }
    }
}
