use super::*;
use crate::domain::{PostKind, PublicId, Slug};

fn post(warning: &str) -> PostView {
    PostView {
        id: PublicId([0xab; 16]),
        kind: PostKind::Answer,
        slug: Slug::default(),
        title: "Trust ]]> </script> \u{1}& <b>".to_owned(),
        printed: "Should I?".to_owned(),
        answer_html: r#"<p>Yes. <img src="/pictures/a.jpg" alt=""></p>"#.to_owned(),
        warning: warning.to_owned(),
        unlisted: false,
        tags: vec![("a\u{0}\"b".to_owned(), Slug::default())],
        published: Day(20_779),
        updated: Some(Day(20_780)),
        comments: true,
        responses: 0,
    }
}

fn column() -> Column {
    Column::new("Ask", "Mara")
}

fn with_feed<T>(posts: &[PostView], make: impl FnOnce(&Feed<'_>) -> T) -> T {
    let (column, pictures) = (column(), ColumnPictures::default());
    let origin = "https://column.example";
    make(&Feed { column: &column, origin, pictures: &pictures, tag: None, posts })
}

#[test]
fn hostile_texts_stay_texts_and_the_feed_stays_xml() {
    let xml = with_feed(&[post("")], atom).unwrap();
    let feed = feed_rs::parser::parse(xml.as_slice()).unwrap();
    let entry = &feed.entries[0];
    assert_eq!(entry.title.as_ref().unwrap().content, "Trust ]]> </script> [U+0001]& <b>");
    assert_eq!(entry.categories[0].term, "a\"b");
    assert_eq!(entry.id, "urn:uuid:abababab-abab-abab-abab-abababababab");
    let body = entry.content.as_ref().unwrap().body.as_ref().unwrap();
    assert!(body.contains(r#"<img src="https://column.example/pictures/a.jpg""#), "{body}");
}

#[test]
fn a_warning_stands_before_the_text_and_folds_it() {
    let json = with_feed(&[post("loss")], json_feed);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let html = json["items"][0]["content_html"].as_str().unwrap();
    let (before, folded) = html.split_once("<details>").unwrap();
    assert!(before.contains("loss") && !before.contains("Should"), "{html}");
    assert!(folded.contains("Should I?") && folded.contains("Yes."), "{html}");
    let (pictures, at) = (ColumnPictures::default(), At { origin: "", path: "/" });
    let head = head(&column(), &pictures, at, "x", About::Post(&post("loss"))).into_string();
    assert!(head.contains("loss") && !head.contains("Should I?"), "{head}");
}

#[test]
fn data_within_a_page_cannot_end_its_element() {
    let (pictures, at) = (ColumnPictures::default(), At { origin: "https://x.example", path: "/" });
    let head = head(&column(), &pictures, at, "x", About::Post(&post(""))).into_string();
    let (_, data) = head.split_once(r#"<script type="application/ld+json">"#).unwrap();
    let data: serde_json::Value =
        serde_json::from_str(data.strip_suffix("</script>").unwrap()).unwrap();
    assert_eq!(data["headline"], "Trust ]]> </script> [U+0001]& <b>");
    assert_eq!(data["image"], "https://x.example/pictures/a.jpg");
    assert_eq!(data["dateModified"], "2026-11-23T00:00:00Z");
}

#[test]
fn a_link_to_a_post_shows_its_own_picture_or_else_the_columnist() {
    let portrait = format!("{}.png", "07".repeat(16));
    let file = serde_json::json!({ "file": portrait, "width": 480, "height": 480 });
    let picture = serde_json::json!({ "id": "08".repeat(16), "alt": "Mara", "files": [file] });
    let pictures = ColumnPictures {
        portrait: Some(serde_json::from_value(picture).unwrap()),
        ..ColumnPictures::default()
    };
    let at = At { origin: "https://x.example", path: "/" };
    let shown = |view: &PostView| {
        let head = head(&column(), &pictures, at, "x", About::Post(view)).into_string();
        let (_, rest) = head.split_once("og:image\" content=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    assert_eq!(shown(&post("")), "https://x.example/pictures/a.jpg");
    let bare = PostView { answer_html: "<p>Yes.</p>".to_owned(), ..post("") };
    assert_eq!(shown(&bare), format!("https://x.example/pictures/{portrait}"));
}

#[test]
fn an_empty_column_has_feeds_and_a_map() {
    let xml = with_feed(&[], atom).unwrap();
    assert!(feed_rs::parser::parse(xml.as_slice()).unwrap().entries.is_empty());
    let places = SitePlaces { origin: "https://column.example", posts: &[], tags: &[] };
    let map = String::from_utf8(sitemap(&places).unwrap()).unwrap();
    assert!(map.contains("<loc>https://column.example/ask</loc>"), "{map}");
}
