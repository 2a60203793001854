//! Finding posts: the archive, the search, the ways from one post to others; and what is kept.

use crate::common::html::Page;
use crate::common::{Desk, PostFields, TestApp, Wanted, open_public};

/// Publishes an entry; gives its editor.
async fn entry(desk: &Desk, title: &str, text: &str, tags: &str) -> String {
    entry_with(desk, title, text, tags, &[]).await
}

async fn entry_with(
    desk: &Desk,
    title: &str,
    text: &str,
    tags: &str,
    options: &[(&str, &str)],
) -> String {
    let begun = desk.post("/desk/posts", &[("kind", "entry")]).await.expect(303);
    let path = begun.location().split('?').next().unwrap().to_owned();
    desk.write(&path, title, text).await;
    let fields = PostFields { tags: tags.into(), ..desk.editor(&path).await };
    let fields: Vec<_> = fields.pairs().into_iter().chain(options.iter().copied()).collect();
    desk.put_out(&path, &fields).await.expect(303);
    path
}

async fn search(app: &TestApp, query: &str) -> Page {
    app.reader().get(&format!("/search?{query}")).await.expect(200).page()
}

/// The titles of what was found, in their order.
fn found(page: &Page) -> Vec<String> {
    page.with_class("teaser").iter().map(|hit| hit.all("h3")[0].text()).collect()
}

/// Titles that an element of a class links to.
fn linked(page: &Page, class: &str) -> Vec<String> {
    let part = page.class(class);
    part.map_or(Vec::new(), |part| part.all("a").iter().map(|link| link.text()).collect())
}

#[tokio::test]
async fn the_archive_leads_to_years_and_their_posts_month_by_month() {
    let app = TestApp::spawn().await;
    let empty = app.reader().get("/archive").await.expect(200).page();
    assert!(linked(&empty, "index").is_empty());
    let desk = app.sign_in().await;
    entry(&desk, "In November", "x", "").await;
    let only = app.reader().get("/archive").await.expect(200).page();
    assert_eq!(linked(&only, "titles"), ["In November"], "one year is no list of years");
    app.pass(20 * 86_400);
    let desk = app.sign_in().await;
    entry(&desk, "In December", "x", "").await;
    app.pass(30 * 86_400);
    let desk = app.sign_in().await;
    entry(&desk, "A year on", "x", "").await;
    let options = [("options", "yes"), ("unlisted", "yes")];
    entry_with(&desk, "Hidden", "x", "", &options).await;
    let years = app.reader().get("/archive").await.expect(200).page();
    assert_eq!(linked(&years, "index"), ["2027", "2026"]);
    assert!(years.text().contains("2 answers"), "{}", years.text());
    assert_eq!(linked(&years, "titles"), ["A year on"], "the latest year is there at once");
    let year = app.reader().get("/archive/2026").await.expect(200).page();
    let heads: Vec<String> = year.all("h2").iter().map(|head| head.text()).collect();
    assert_eq!(heads, ["December 2026", "November 2026"]);
    assert_eq!(linked(&year, "titles"), ["In December"]);
    let next = app.reader().get("/archive/2027").await.expect(200).page();
    assert!(!next.text().contains("Hidden"), "{}", next.text());
    for path in ["/archive/2025", "/archive/26", "/archive/1969", "/archive/x", "/archive/99999"] {
        app.reader().get(path).await.expect(404);
    }
    app.reader().get("/archive/2026?after=x").await.expect(404);
    let behind = app.reader().get("/archive/2026?after=9999999999-5").await.expect(200).page();
    assert_eq!(behind.all("h2").len(), 2, "a place in another year begins at the year's end");
}

#[tokio::test]
async fn what_a_post_does_not_show_is_not_found_nor_told_to_machines() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    // What Markdown leaves out: a remark, a link's title, an address that nothing leads to.
    let text = "A kind word, and [a place](/tags \"qctitle\").\n\n[//]: # (qcremark of Anna qcremark)\n\n\
                [anna]: https://qcaddress.example";
    entry(&desk, "Telling her", text, "").await;
    for word in ["qctitle", "qcremark", "qcaddress"] {
        assert!(found(&search(&app, &format!("q={word}")).await).is_empty(), "{word}");
        assert!(!app.reader().get("/posts.json").await.body.contains(word), "{word}");
    }
    assert_eq!(found(&search(&app, "q=kind+place").await), ["Telling her"]);
    let public = open_public(app.folder());
    let kept: String = public.query_row("select answer from post", [], |row| row.get(0)).unwrap();
    assert!(!kept.contains("qc"), "{kept}");
}

#[tokio::test]
async fn a_search_marks_its_words_and_puts_titles_and_tags_first() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    entry(&desk, "Trusting him", "Short.", "lies").await;
    let text = format!("{}\n\nYou **trust** [her](/tags).", "Nothing here. ".repeat(60));
    entry(&desk, "Another day", &text, "").await;
    let page = search(&app, "q=Trust").await;
    assert_eq!(found(&page), ["Trusting him", "Another day"]);
    let marks: Vec<String> = page.all("mark").iter().map(|mark| mark.text()).collect();
    assert_eq!(marks, ["Trusting", "trust"], "forms of a word are one word");
    let own = page.with_class("excerpt").iter().all(|it| it.has_class("own"));
    assert!(own, "what the columnist wrote is not set as a reader's words");
    let excerpts: Vec<String> = page.with_class("excerpt").iter().map(|it| it.text()).collect();
    assert_eq!(excerpts[0], "Short.");
    assert!(
        excerpts[1].starts_with('…') && excerpts[1].ends_with("You trust her."),
        "{excerpts:?}"
    );
    assert!(page.text().contains("2 answers for “Trust”"), "{}", page.text());
    let by_tag = search(&app, "q=LIES").await;
    assert_eq!(found(&by_tag), ["Trusting him"]);
    assert_eq!(by_tag.all("mark")[0].text(), "lies");
    assert_eq!(found(&search(&app, "q=trust+nothing").await), ["Another day"]);
    let answer = app.reader().get("/search?q=trust").await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.body.contains("content=\"noindex\""));
}

#[tokio::test]
async fn a_search_without_a_result_leads_to_topics_and_to_asking() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    entry(&desk, "Sleep", "Rest.", "night").await;
    let page = search(&app, "q=zebra").await;
    assert!(found(&page).is_empty());
    let links: Vec<String> = page.links().into_iter().map(|(_, href)| href).collect();
    for way in ["/tags/night", "/ask"] {
        assert!(links.iter().any(|href| href == way), "{way}: {links:?}");
    }
    assert_eq!(page.id("q").unwrap().attr("value"), "zebra", "what was typed stays");
    assert!(found(&search(&app, "").await).is_empty());
}

#[tokio::test]
async fn nothing_typed_is_syntax_and_no_page_is_beyond_words() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    entry(&desk, "Sleep", "Rest.", "").await;
    for query in [
        "q=%22",
        "q=*",
        "q=title%3Asleep",
        "q=NEAR(a+b)",
        "q=-",
        "q=sleep+OR",
        "q=%00",
        "q=%ff",
        "q=%ee%80%80",
        "q=sleep%27%22)%3B--",
        "q=%F0%9F%92%8C",
        "q=sleep&page=999999999999999999",
    ] {
        let page = search(&app, query).await;
        assert!(page.has_our_scripts_alone(), "{query}");
    }
    let long = format!("q={}", "sleep+".repeat(2_000));
    assert_eq!(found(&search(&app, &long).await), ["Sleep"]);
    for page in ["0", "-1", "x", "1e3"] {
        app.reader().get(&format!("/search?q=sleep&page={page}")).await.expect(404);
    }
}

#[tokio::test]
async fn what_was_found_has_pages_and_what_is_hidden_or_warned_of_stays_so() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    for n in 0..12 {
        entry(&desk, &format!("Post {n}"), "About owls.", "").await;
    }
    let warned = [("options", "yes"), ("warning", "birds")];
    entry_with(&desk, "Careful", "Dark words on owls.", "", &warned).await;
    let hidden = [("options", "yes"), ("unlisted", "yes")];
    entry_with(&desk, "Hidden", "Of owls too.", "", &hidden).await;
    let first = search(&app, "q=owls").await;
    assert_eq!(found(&first).len(), 10);
    assert_eq!(found(&first)[0], "Careful");
    assert!(first.text().contains("birds") && !first.text().contains("Dark words"));
    let next = first.forms().into_iter().find(|form| form.value("page") == "2").unwrap();
    let second = search(&app, &crate::common::encode(&next.sent())).await;
    assert_eq!(found(&second), ["Post 2", "Post 1", "Post 0"]);
    assert!(!first.text().contains("Hidden") && !second.text().contains("Hidden"));
    assert!(second.text().contains("page 2 of 2"), "{}", second.text());
}

#[tokio::test]
async fn a_post_leads_to_those_beside_it_and_those_on_its_topics() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    entry(&desk, "Twice", "x", "a, b").await;
    app.pass(60);
    entry(&desk, "Once", "x", "a").await;
    app.pass(60);
    entry(&desk, "Second", "x", "c").await;
    app.pass(60);
    entry(&desk, "Third", "x", "a").await;
    app.pass(60);
    let hidden = [("options", "yes"), ("unlisted", "yes")];
    entry_with(&desk, "Hidden", "x", "a, b", &hidden).await;
    app.pass(60);
    let last = entry(&desk, "Last", "x", "a, b, #private").await;
    let page = |slug: &str| {
        let path = format!("/posts/{slug}");
        let reader = app.reader();
        async move { reader.get(&path).await.expect(200).page() }
    };
    let shown = page("last").await;
    assert_eq!(linked(&shown, "related"), ["Twice", "Once"], "those that share most come first");
    assert_eq!(linked(&shown, "beside"), ["Third"], "which is not led to twice");
    assert_eq!(linked(&page("second").await, "beside"), ["Once", "Third"]);
    assert!(page("second").await.class("related").is_none());
    assert!(page("hidden").await.class("beside").is_none());
    // What is taken back is led to no more.
    desk.change(&format!("{last}/publication/delete"), &[]).await;
    assert_eq!(linked(&page("third").await, "beside"), ["Second"]);
    assert_eq!(linked(&page("twice").await, "related"), ["Third"]);
}

#[tokio::test]
async fn the_page_of_what_is_kept_says_how_this_server_is_set_up() {
    let here = TestApp::spawn().await;
    let text = here.reader().get("/privacy").await.expect(200).page().text();
    assert!(text.contains("60 minutes") && text.contains("90 days"), "{text}");
    assert!(text.contains("400 days"), "{text}");
    assert!(text.contains("on this machine alone") && !text.contains(".onion"), "{text}");
    let onion = format!("{}.onion", "a".repeat(56));
    let url = Some("https://column.example");
    let wanted = Wanted { url, onion: Some(onion.clone().leak()), ..Wanted::default() };
    let public = TestApp::spawn_with(wanted).await;
    let text = public.reader().get("/privacy").await.expect(200).page().text();
    assert!(text.contains("over https") && text.contains(&onion), "{text}");
    let links = public.reader().get("/posts/none").await.expect(404).page().links();
    assert!(links.iter().any(|(_, href)| href == "/privacy"), "every foot leads to it");
}
