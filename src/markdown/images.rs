//! Pictures within Markdown: those of the library by their ids, with a file for every width of a screen.

use pulldown_cmark::{Event, Tag};

use crate::domain::{PICTURE_SIZES, PICTURES_PUBLIC, Picture, PictureId};

/// What the address of a picture of the library begins with.
const SCHEME: &str = "picture:";

/// The pictures that a text may show, and where their files are.
#[derive(Debug, Clone, Copy)]
pub struct Gallery<'a> {
    pub pictures: &'a [Picture],
    /// [`PICTURES_PUBLIC`] or [`crate::domain::PICTURES_DESK`].
    pub base: &'static str,
}

impl Default for Gallery<'_> {
    fn default() -> Self {
        Self { pictures: &[], base: PICTURES_PUBLIC }
    }
}

/// Whether an address is that of a picture in one of these places, and can lead nowhere else.
pub(super) fn is_ours(address: &str, places: &[&str]) -> bool {
    let file = places.iter().find_map(|place| address.strip_prefix(place));
    file.is_some_and(|file| {
        !file.contains("..") && file.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
    })
}

/// The same of every address in a `srcset`.
pub(super) fn are_ours(srcset: &str, places: &[&str]) -> bool {
    srcset.split(',').all(|candidate| {
        candidate.split_whitespace().next().is_some_and(|address| is_ours(address, places))
    })
}

/// Goes through a text and puts the pictures of the library in.
pub(super) struct Images<'a> {
    gallery: &'a Gallery<'a>,
    open: Option<Open>,
}

/// A picture whose words are being read.
struct Open {
    /// None where its address is no id.
    id: Option<PictureId>,
    words: String,
    /// Elements that are open within it.
    depth: usize,
}

impl<'a> Images<'a> {
    pub(super) fn new(gallery: &'a Gallery<'a>) -> Self {
        Self { gallery, open: None }
    }

    /// The event as it is rendered; none while the words of a picture are read.
    pub(super) fn take<'e>(&mut self, event: Event<'e>) -> Option<Event<'e>> {
        let Some(open) = &mut self.open else {
            return match &event {
                Event::Start(Tag::Image { dest_url, .. }) if dest_url.starts_with(SCHEME) => {
                    let id = PictureId::from_hex(&dest_url[SCHEME.len()..]).ok();
                    self.open = Some(Open { id, words: String::new(), depth: 0 });
                    None
                }
                _ => Some(event),
            };
        };
        match event {
            Event::Start(_) => open.depth += 1,
            Event::End(_) if open.depth > 0 => open.depth -= 1,
            Event::End(_) => return self.close(),
            Event::Text(text) | Event::Code(text) => open.words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => open.words.push(' '),
            _ => {}
        }
        None
    }

    fn close<'e>(&mut self) -> Option<Event<'e>> {
        let open = self.open.take()?;
        let found = self.gallery.pictures.iter().find(|picture| Some(picture.id) == open.id);
        Some(match found {
            Some(picture) => Event::InlineHtml(img(picture, &open.words, self.gallery.base).into()),
            None => Event::Text(open.words.into()),
        })
    }
}

/// The element. Where the text has no words for it, those of the library stand in. The cleaner goes over it too.
fn img(picture: &Picture, words: &str, base: &str) -> String {
    let alt = if words.trim().is_empty() { &picture.alt } else { words };
    let Some(shown) = picture.shown() else { return escaped(alt) };
    format!(
        "<img src=\"{base}{}\" srcset=\"{}\" sizes=\"{PICTURE_SIZES}\" width=\"{}\" height=\"{}\" alt=\"{}\" \
         loading=\"lazy\" decoding=\"async\">",
        shown.file,
        picture.srcset(base),
        shown.width,
        shown.height,
        escaped(alt),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::super::render_with;
    use super::*;
    use crate::domain::{PICTURES_DESK, PictureFile, PictureFileName, PictureKind, PictureName};

    fn picture() -> Picture {
        let file = |byte, width| PictureFile {
            file: PictureFileName { name: PictureName([byte; 16]), kind: PictureKind::Jpeg },
            width,
            height: width / 2,
        };
        Picture {
            id: PictureId([7; 16]),
            alt: "Of the library".to_owned(),
            files: vec![file(1, 480), file(2, 960), file(3, 1_600)],
        }
    }

    fn rendered(markdown: &str, base: &'static str) -> String {
        render_with(markdown, &Gallery { pictures: &[picture()], base })
    }

    #[test]
    fn a_picture_of_the_library_has_a_file_for_every_width() {
        let html = rendered(
            &format!("![Two *cups* & \"tea\"](picture:{})", "07".repeat(16)),
            PICTURES_PUBLIC,
        );
        let (one, two) = ("01".repeat(16), "02".repeat(16));
        for part in [
            format!("src=\"/pictures/{two}.jpg\""),
            format!("srcset=\"/pictures/{one}.jpg 480w, /pictures/{two}.jpg 960w, "),
            "width=\"960\" height=\"480\"".to_owned(),
            "alt=\"Two cups &amp; &quot;tea&quot;\"".to_owned(),
            "loading=\"lazy\" decoding=\"async\"".to_owned(),
        ] {
            assert!(html.contains(&part), "{part}: {html}");
        }
    }

    #[test]
    fn a_picture_without_words_has_those_of_the_library() {
        let html = rendered(&format!("![](picture:{})", "07".repeat(16)), PICTURES_DESK);
        assert!(html.contains("alt=\"Of the library\""), "{html}");
        assert!(html.contains("src=\"/desk/pictures/0202"), "{html}");
    }

    #[test]
    fn a_picture_that_is_not_there_shows_its_words() {
        for id in ["08".repeat(16), "x".to_owned(), String::new(), "\" onerror=x".to_owned()] {
            let html = rendered(&format!("![A <b> cup](<picture:{id}>)"), PICTURES_PUBLIC);
            assert!(!html.contains("<img") && !html.contains("<b"), "{html}");
            assert!(html.contains("cup"), "{html}");
        }
    }

    #[test]
    fn words_of_a_picture_cannot_leave_their_attribute() {
        let id = "07".repeat(16);
        let html = rendered(
            &format!("![\" onerror=\"x\" <script>alert(1)</script>](picture:{id})"),
            PICTURES_PUBLIC,
        );
        assert_eq!(html.matches('<').count(), 3, "p, img, and the end of p: {html}");
        assert!(html.contains("alt=\"&quot; onerror="), "{html}");
    }

    #[test]
    fn emphasis_on_the_line_below_a_picture_is_its_caption() {
        let picture = format!("![At night](picture:{})", "07".repeat(16));
        let html = rendered(&format!("{picture}\n*By my **sister***"), PICTURES_PUBLIC);
        assert!(html.starts_with("<figure><img src=\""), "{html}");
        let end = ">\n<figcaption>By my <strong>sister</strong></figcaption></figure>\n";
        assert!(html.ends_with(end), "{html}");
        for other in ["\nplain", "\n*a* b", "", " *a*", "\n\n*a*"] {
            let html = rendered(&format!("{picture}{other}"), PICTURES_PUBLIC);
            assert!(html.starts_with("<p><img") && !html.contains("<fig"), "{other}: {html}");
        }
    }

    #[test]
    fn a_picture_of_the_vault_or_by_a_crooked_way_is_not_shown_in_public() {
        for address in [
            "/desk/pictures/a.jpg",
            "/pictures/../desk",
            "/pictures/a/b.jpg",
            "/pictures/a.jpg?x",
            "/pictures/%2e%2e/a",
        ] {
            let html = rendered(&format!("![x]({address})"), PICTURES_PUBLIC);
            assert!(!html.contains("src="), "{html}");
        }
    }
}
